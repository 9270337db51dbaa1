using System.Globalization;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools;

/// <summary>Tools for the operations that dbt's server has no tool for: named, described and checked as the catalogue says.</summary>
internal static class OperationTools
{
    /// <summary>
    /// The tool of an operation; null where it has none: a second address of another, a stream, leave for something done elsewhere, what brings tools of its own, or the administration of the gate, which a person does and no model.
    /// </summary>
    public static AgentTool? Of(Operation operation) =>
        operation.TwinOf is not null
        || operation.IsGateAdministration
        || operation.GivesLeave
        || operation.BringsTools
        || operation.Answers.Kind == AnswerKind.Events
            ? null
            : new AgentTool(
                NameOf(operation),
                operation,
                ArgumentsOf(operation),
                async (call, cancellation) => Result(await call.AskAsync(operation.Id, call.Arguments, cancellation))
            );

    /// <summary>The operation's id, in the characters that every client takes.</summary>
    public static string NameOf(Operation operation) => operation.Id.Replace('.', '_');

    /// <summary>All that can be sent with an operation but the account, which is the caller's.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="but">Names of fields that are left out.</param>
    public static IReadOnlyList<ToolArgument> ArgumentsOf(Operation operation, params IReadOnlyList<string> but) =>
        [
            .. operation
                .AllFields.Where(f => f.Name != "account_id" && !but.Contains(f.Name))
                .DistinctBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => ToolArgument.Of(f)),
        ];

    /// <summary>The result of an answer, in the form of what it is.</summary>
    public static CallToolResult Result(ToolAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return ToolResults.Error(refusal);
        }
        if (answer.File is { } file)
        {
            var result = ToolResults.Text(file);
            if (answer.FileLength > System.Text.Encoding.UTF8.GetByteCount(file))
            {
                result.Content.Add(
                    new TextContentBlock
                    {
                        Text = string.Create(
                            CultureInfo.InvariantCulture,
                            $"This is the beginning; the whole file has {answer.FileLength} bytes."
                        ),
                    }
                );
            }
            return result;
        }
        return answer.Data.ValueKind == System.Text.Json.JsonValueKind.Array
            ? ToolResults.List(answer.Data, answer.Offset, answer.Total)
            : ToolResults.One(answer.Data);
    }
}
