using System.CommandLine;
using Headgate.Catalogue;
using Headgate.Cli.Terminals;
using Headgate.Platform.Guide;
using Headgate.Platform.Guide.OpenApi;
using Headgate.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli;

/// <summary><c>headgate catalogue</c>: the guide, from the catalogue. No server is needed.</summary>
internal static class CatalogueCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var format = new Option<string>("--format") { Description = "md (Markdown), json, or openapi.", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("md", "json", "openapi");
        var command = new Command(
            "catalogue",
            "Every operation with what it does, needs and risks: the guide for people and programs that build agents."
        )
        {
            format,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var settings = new ServerSettings { DataFolder = Path.GetTempPath() };
                await using var app = ServerHost.Build(settings);
                var guide = ServerHost.Guide(app.Services.GetRequiredService<OperationCatalogue>(), ServerHost.Wire(settings));
                await terminal.Output.WriteAsync(
                    parsed.GetValue(format) switch
                    {
                        "json" => GuideJson.Render(guide),
                        "openapi" => GuideOpenApi.Render(guide, null),
                        _ => GuideMarkdown.Render(guide),
                    }
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate catalogue",
            "headgate catalogue --format json | jq '.areas[].operations[].id'",
            "headgate catalogue --format openapi > openapi.json"
        );
    }
}
