namespace Headgate.Dbt.Project;

/// <summary>The comment that is put into each statement.</summary>
/// <param name="Comment">Template, empty for none, null for dbt's own.</param>
/// <param name="Append">Whether it stands at the end of the statement.</param>
/// <param name="JobLabel">Whether it also labels jobs; BigQuery only.</param>
internal sealed record QueryComment(string? Comment, bool Append, bool JobLabel)
{
    /// <summary>dbt's own comment at the beginning.</summary>
    public static QueryComment Default { get; } = new(null, Append: false, JobLabel: false);

    public static QueryComment Read(bool written, object? value) =>
        value switch
        {
            null when !written => Default,
            string text => new QueryComment(text, Append: false, JobLabel: false),
            OrderedDictionary<string, object?> map => new QueryComment(
                map.TryGetValue("comment", out var comment) ? comment as string ?? "" : null,
                map.GetValueOrDefault("append") is true,
                map.GetValueOrDefault("job-label") is true
            ),
            _ => new QueryComment("", Append: false, JobLabel: false),
        };
}
