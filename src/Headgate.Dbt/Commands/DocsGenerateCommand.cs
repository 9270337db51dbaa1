using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Docs;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt docs generate</c>: compiles the project and writes the catalog of its relations.</summary>
internal static class DocsGenerateCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "docs generate",
            Summary = "Write the catalog and a page of documentation.",
            Options = [.. GraphCommand.Selecting, CommandOptions.CompileDocs, CommandOptions.EmptyCatalog, CommandOptions.Static],
        };

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var session = ProjectSession.Open(invocation);
        session.TellFound();
        if (invocation.Options.Get(CommandOptions.CompileDocs))
        {
            session.WriteManifest();
            var compiled = await CompileCommand.RunAsync(session, CompileCommand.Plan, cancellation);
            if (compiled.Interrupted)
            {
                return ExitCode.Unhandled;
            }
        }
        invocation.Log.Info("E044", "BuildingCatalog", "Building catalog");
        var head = RunArtifacts.Head(invocation, "catalog/v1");
        var frame = RunFrames.Open(session, []);
        using (frame.Connections)
        {
            var catalog = invocation.Options.Get(CommandOptions.EmptyCatalog)
                ? new Catalog { Metadata = head }
                : CatalogBuilder.Build(frame, cancellation) with
                {
                    Metadata = head,
                };
            var path = Path.Combine(session.Project.TargetPath, "catalog.json");
            ArtifactFile.Write(catalog, path);
            DocsPage.Write(session.Manifest, catalog, Path.Combine(session.Project.TargetPath, "index.html"));
            DocsAssets.Copy(session.Project.Root, session.Project.TargetPath);
            invocation.Log.Info("E041", "CatalogWritten", "Catalog written to " + path);
        }
        return ExitCode.Success;
    }
}
