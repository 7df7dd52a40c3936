"""Comments of readers (bình luận): sent by anybody, kept in a queue, shown once the board has approved them."""
