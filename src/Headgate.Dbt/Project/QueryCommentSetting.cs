namespace Headgate.Dbt.Project;

/// <summary>The key <c>query-comment</c> of a project: what stands in a comment beside each statement.</summary>
/// <param name="Text">The comment's template; null for dbt's own comment, empty for none.</param>
/// <param name="IsAppended">Does it stand behind the statement?</param>
internal sealed record QueryCommentSetting(string? Text, bool IsAppended)
{
    /// <summary>dbt's own comment, in front.</summary>
    public static QueryCommentSetting Default { get; } = new(null, false);

    /// <summary>Reads the key; a key that is there without a value means no comment.</summary>
    public static QueryCommentSetting Read(OrderedDictionary<string, object?> file) =>
        !file.TryGetValue("query-comment", out var written)
            ? Default
            : written switch
            {
                string template => new(template, false),
                OrderedDictionary<string, object?> map => new(
                    map.TryGetValue("comment", out var text) ? text as string ?? "" : null,
                    map.GetValueOrDefault("append") is true
                ),
                _ => new("", false),
            };
}
