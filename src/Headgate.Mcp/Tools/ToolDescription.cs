using Headgate.Catalogue;

namespace Headgate.Mcp.Tools;

/// <summary>A tool, for the guide.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it does, in one line.</param>
/// <param name="Operation">Id of the operation that it is.</param>
/// <param name="Arguments">Names of its arguments; those that are required end in <c>*</c>.</param>
/// <param name="Example">Parameters of a call, as JSON.</param>
public sealed record ToolDescription(string Name, string Title, string Operation, IReadOnlyList<string> Arguments, string Example)
{
    /// <summary>The tools of a catalogue, in their order.</summary>
    public static IReadOnlyList<ToolDescription> Of(OperationCatalogue catalogue) =>
        [
            .. new ToolTable(catalogue).All.Select(t => new ToolDescription(
                t.Name,
                t.Declaration.Title!,
                t.Operation.Id,
                [.. t.Arguments.Select(a => a.IsRequired ? a.Name + "*" : a.Name)],
                ExampleOf(t)
            )),
            // Which foreign tools there are is told to those who have them, and not to whoever reads the guide.
            .. catalogue
                .Operations.Where(o => o.BringsTools)
                .Select(o => new ToolDescription(
                    "server__tool",
                    o.Summary,
                    o.Id,
                    [],
                    "{\"name\": \"weather__forecast\", \"arguments\": {\"city\": \"Oslo\"}}"
                )),
        ];

    private static string ExampleOf(AgentTool tool)
    {
        var arguments = tool.Arguments.Where(a => a.IsRequired).Select(a => $"\"{a.Name}\": {Sample(a)}");
        return $"{{\"name\": \"{tool.Name}\", \"arguments\": {{{string.Join(", ", arguments)}}}}}";
    }

    private static string Sample(ToolArgument argument) =>
        argument.Name == "path"
            ? "\"manifest.json\""
            : argument.Schema["type"]?.ToJsonString() switch
            {
                "\"integer\"" => "1",
                "\"boolean\"" => "true",
                "\"array\"" => "[]",
                "\"object\"" => "{}",
                _ => argument.Schema["enum"]?[0]?.ToJsonString() ?? "\"…\"",
            };
}
