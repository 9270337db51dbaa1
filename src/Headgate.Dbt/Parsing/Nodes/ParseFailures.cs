using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context;
using Headgate.Jinja.Errors;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>
/// Whom dbt names when the template of a node fails while it is parsed: the node, also where a macro that it calls is at fault;
/// nobody for a missing environment variable or a dispatch that finds nothing.
/// </summary>
internal static class ParseFailures
{
    public static DbtException Of(JinjaException problem, ManifestNode node) =>
        TemplateErrors.OfHost(problem) is { } host ? Of(host, node) : TemplateErrors.Of(problem, NodeTemplates.Subject(node));

    public static DbtException Of(DbtException problem, ManifestNode node)
    {
        if (problem.Kind != DbtErrorKind.Compilation)
        {
            return problem;
        }
        if (problem.Message.StartsWith("In dispatch: ", StringComparison.Ordinal))
        {
            return new DbtException(problem.Kind, problem.Message, inner: problem);
        }
        var subject = NodeTemplates.Subject(node);
        if (problem.Subject is null || !problem.Subject.StartsWith("macro ", StringComparison.Ordinal))
        {
            return problem.About(subject);
        }
        var failure = new DbtException(problem.Kind, problem.Message, subject, problem);
        foreach (var frame in problem.Frames)
        {
            failure.AddFrame(frame);
        }
        return failure;
    }
}
