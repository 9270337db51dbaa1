using System.Text.Json;
using Headgate.Dbt.Project;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Run;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Running;

/// <summary>The comment that a node's statements bear, so that whoever looks at the database sees where they come from.</summary>
internal sealed class QueryComment(NodeContext context, RenderOptions options)
{
    private const string MacroName = "query_comment_macro";

    private readonly QueryCommentSetting _setting = context.Shared.Facts.Project.Root.QueryComment;
    private string? _text;
    private string? _connection;

    /// <summary>The statement with its comment.</summary>
    /// <exception cref="DbtException">The project's comment cannot be rendered, or would end the comment.</exception>
    public string Add(string sql)
    {
        if (_text is null || _connection != context.Connection.Name)
        {
            _connection = context.Connection.Name;
            _text = Checked(_setting.Text is { } template ? Render(template) : Usual()).Trim();
        }
        if (_text.Length == 0)
        {
            return sql;
        }
        if (!_setting.IsAppended)
        {
            return $"/* {_text} */\n{sql}";
        }
        var text = sql.TrimEnd();
        return text.EndsWith(';') ? $"{text[..^1]}\n/* {_text} */;" : $"{text}\n/* {_text} */";
    }

    private static string Checked(string text) =>
        text.Contains("*/", StringComparison.Ordinal)
            ? throw new DbtException(DbtErrorKind.Runtime, $"query comment contains illegal value \"*/\": {text}")
            : text;

    private bool IsOfNode => context.Shared.Manifest.Nodes.ContainsKey(context.Node.UniqueId);

    private string Usual()
    {
        var target = context.Shared.Facts.Project.Target;
        var subject = IsOfNode ? ("node_id", context.Node.UniqueId) : ("connection_name", context.Node.Name);
        return $"{{\"app\": \"dbt\", \"dbt_version\": {Json(DbtVersion.Compatible)}, \"profile_name\": {Json(target.ProfileName)}, "
            + $"\"target_name\": {Json(target.Name)}, \"{subject.Item1}\": {Json(subject.Item2)}}}";
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);

    /// <summary>The project's template is the body of a macro, which may return a value.</summary>
    private string Render(string template)
    {
        try
        {
            var text = $"{{%- macro {MacroName}(connection_name, node) -%}}\n{template}\n{{% endmacro %}}";
            var macro = context.Shared.Environment.Compile(text, "query-comment").Macros.First(m => m.Name == MacroName);
            var node = IsOfNode && context.Variables.TryGet("node", out var described) ? described : Value.None;
            return macro.Call(context.Variables, Arguments.Of(Value.From(context.Connection.Name), node), options).ToString();
        }
        catch (JinjaException e)
        {
            throw TemplateErrors.Of(e, "query-comment (dbt_project.yml)");
        }
    }
}
