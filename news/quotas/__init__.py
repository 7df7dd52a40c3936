"""Publication quotas (chỉ tiêu tin, bài): what each unit owes, what it has published, and the proof of it."""
