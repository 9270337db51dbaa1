using Headgate.Mcp.Tools;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Local.Tools;

/// <summary>A tool of the local server.</summary>
internal sealed class LocalTool
{
    /// <summary>Makes a tool.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="title">Its name for people.</param>
    /// <param name="says">What it does, for a model that thinks of calling it.</param>
    /// <param name="reads">Whether it leaves the warehouse as it is.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="work">What it does.</param>
    public LocalTool(
        string name,
        string title,
        string says,
        bool reads,
        IReadOnlyList<ToolArgument> arguments,
        Func<LocalCall, CancellationToken, Task<CallToolResult>> work
    )
    {
        (Arguments, Work) = (arguments, work);
        Declaration = new ModelContextProtocol.Protocol.Tool
        {
            Name = name,
            Title = title,
            Description = says,
            InputSchema = ToolArgument.SchemaOf(arguments),
            Annotations = new ToolAnnotations
            {
                Title = title,
                ReadOnlyHint = reads,
                DestructiveHint = !reads,
                IdempotentHint = reads,
                OpenWorldHint = false,
            },
        };
    }

    /// <summary>Its name.</summary>
    public string Name => Declaration.Name;

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<ToolArgument> Arguments { get; }

    /// <summary>What clients are told of it.</summary>
    public ModelContextProtocol.Protocol.Tool Declaration { get; }

    /// <summary>What it does.</summary>
    public Func<LocalCall, CancellationToken, Task<CallToolResult>> Work { get; }
}
