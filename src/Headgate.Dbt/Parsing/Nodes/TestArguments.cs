using System.Text.RegularExpressions;
using Headgate.Dbt.Project.Rendering;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Which arguments of generic tests are expressions.</summary>
internal static partial class TestArguments
{
    /// <summary>
    /// The expression of an argument, or null where it is plain text or a template with text around: a single <c>{{ }}</c>, or a bare call of
    /// <c>ref</c>, <c>source</c>, <c>var</c>, <c>env_var</c>, <c>metric</c> or <c>function</c>.
    /// </summary>
    public static string? ExpressionOf(string text) => BareCall().IsMatch(text) ? text : SingleExpression.Of(text);

    [GeneratedRegex(@"^\s*(?:env_var|ref|var|source|doc|metric|function)\s*\(.+\)\s*$", RegexOptions.Singleline, 1000)]
    private static partial Regex BareCall();
}
