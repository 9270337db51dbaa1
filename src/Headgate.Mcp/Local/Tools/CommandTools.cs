using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools;

namespace Headgate.Mcp.Local.Tools;

/// <summary>The tools that are one command of dbt each.</summary>
internal static class CommandTools
{
    private static readonly ToolArgument[] Selected = [DbtArguments.NodeSelection, DbtArguments.YmlSelector];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LocalTool> All { get; } =
    [
        Of(
            "build",
            "Builds the selected nodes in the order of their lineage: seeds, models, snapshots and their tests. It creates and replaces tables.",
            reads: false,
            [.. Selected, DbtArguments.IsFullRefresh, DbtArguments.Vars, DbtArguments.Sample]
        ),
        Of(
            "compile",
            "Renders the SQL of the selected nodes without running it, and answers with it where nodes were selected.",
            reads: true,
            Selected
        ),
        Of(
            "docs",
            "Writes the project's documentation: manifest.json and catalog.json in the target folder.",
            reads: true,
            [],
            "docs generate"
        ),
        Of("list", "Names the resources of the project that a selection means.", reads: true, [.. Selected, DbtArguments.ResourceType]),
        Of("parse", "Reads the whole project, says what is wrong with it, and writes manifest.json.", reads: true, []),
        Of(
            "run",
            "Runs the selected models, without tests, seeds and snapshots. It creates and replaces tables; build also tests them.",
            reads: false,
            [.. Selected, DbtArguments.IsFullRefresh, DbtArguments.Vars, DbtArguments.Sample]
        ),
        Of(
            "test",
            "Runs the tests of the selected nodes against what is built, and says what failed.",
            reads: false,
            [.. Selected, DbtArguments.Vars]
        ),
        Of(
            "clone",
            "Clones the selected nodes from another state into this target. It replaces tables. The embedded engine cannot do it yet: it needs DBT_PATH to name a dbt that can.",
            reads: false,
            [.. Selected, DbtArguments.IsFullRefresh, DbtArguments.Vars, DbtArguments.StatePath]
        ),
    ];

    private static LocalTool Of(string tool, string says, bool reads, IReadOnlyList<ToolArgument> arguments, string? command = null) =>
        new(
            tool,
            $"dbt {command ?? tool}",
            says,
            reads,
            arguments,
            async (call, cancellation) =>
            {
                var words = OptionWords.Of(call, out var fault);
                if (fault is not null)
                {
                    return ToolResults.Error(fault);
                }
                var asked = new DbtCommand(tool, command ?? tool, words);
                return await call.Commands.RunAsync(
                    asked,
                    call.Progress,
                    (end, _) => ValueTask.FromResult(CommandResults.Of(asked, end)),
                    cancellation
                );
            }
        );
}
