using System.Text.Json;
using Headgate.Catalogue;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools;

/// <summary>A tool: an operation under a name that agents know, with arguments and a result in the form that they know.</summary>
internal sealed class AgentTool
{
    /// <summary>Makes a tool.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="operation">The operation without which it can do nothing: who may not call that anywhere does not see the tool.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="work">What it does.</param>
    /// <param name="title">Its title, where it does something else than the operation.</param>
    /// <param name="description">What it does in words, where that is something else.</param>
    public AgentTool(
        string name,
        Operation operation,
        IReadOnlyList<ToolArgument> arguments,
        Func<ToolCall, CancellationToken, ValueTask<CallToolResult>> work,
        string? title = null,
        string? description = null
    )
    {
        (Name, Operation, Arguments, Work) = (name, operation, arguments, work);
        Declaration = new ModelContextProtocol.Protocol.Tool
        {
            Name = name,
            Title = title ?? operation.Summary,
            Description = $"{description ?? operation.Description} {operation.Risk}",
            InputSchema = ToolArgument.SchemaOf(arguments),
            Annotations = ToolAnnotationsOf.Operation(operation, title ?? operation.Summary),
        };
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The operation without which it can do nothing.</summary>
    public Operation Operation { get; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<ToolArgument> Arguments { get; }

    /// <summary>dbt's set of tools that it is of.</summary>
    public string Toolset { get; init; } = "admin_api";

    /// <summary>What clients are told of it.</summary>
    public ModelContextProtocol.Protocol.Tool Declaration { get; init; }

    /// <summary>Whether its arguments are judged elsewhere: those of a foreign tool by its server.</summary>
    public bool TakesAnyArguments { get; init; }

    /// <summary>What it does.</summary>
    public Func<ToolCall, CancellationToken, ValueTask<CallToolResult>> Work { get; }

    /// <summary>What is wrong with the names of the arguments; null where nothing is. Their values are judged by the operation.</summary>
    public string? Fault(IReadOnlyDictionary<string, JsonElement> sent) =>
        TakesAnyArguments ? null : ArgumentNames.Fault(Name, Arguments, sent);
}
