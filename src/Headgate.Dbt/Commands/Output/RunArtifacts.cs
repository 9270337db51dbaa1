using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands.Output;

/// <summary>The artifacts of a call that ran nodes.</summary>
internal static class RunArtifacts
{
    private const string CustomVariable = "DBT_ENV_CUSTOM_ENV_";

    /// <summary>Writes manifest.json and run_results.json, unless the call asks for none.</summary>
    public static void Write(ProjectSession session, GraphRunResult result)
    {
        session.WriteManifest();
        if (!session.Invocation.Options.Get(GlobalOptions.WriteJson))
        {
            return;
        }
        ArtifactFile.Write(
            new RunResults
            {
                Metadata = Head(session.Invocation, "run-results/v6"),
                Results = [.. result.Results.Select(r => r.ToArtifact())],
                ElapsedTime = result.Elapsed.TotalSeconds,
                Args = Arguments(session),
            },
            Path.Combine(session.Project.TargetPath, "run_results.json")
        );
    }

    /// <summary>The head of an artifact.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="schema">The end of the schema's address: <c>run-results/v6</c>.</param>
    public static ArtifactMetadata Head(Invocation invocation, string schema)
    {
        var custom = new OrderedDictionary<string, string>();
        foreach (
            var (name, value) in invocation.Process.EnvironmentVariables.Where(v =>
                v.Key.StartsWith(CustomVariable, StringComparison.Ordinal)
            )
        )
        {
            custom[name[CustomVariable.Length..]] = value;
        }
        return new()
        {
            DbtSchemaVersion = $"https://schemas.getdbt.com/dbt/{schema}.json",
            DbtVersion = DbtVersion.Compatible,
            GeneratedAt = StageTimer.Iso(invocation.Time.GetUtcNow()),
            InvocationId = invocation.Id,
            InvocationStartedAt = StageTimer.Iso(invocation.StartedAt),
            Env = custom,
        };
    }

    private static OrderedDictionary<string, object?> Arguments(ProjectSession session)
    {
        var arguments = PlainData.Clone(session.Project.Settings.Arguments);
        foreach (var (flag, fallback) in BehaviorFlags.Defaults)
        {
            arguments.TryAdd(flag, session.Project.Flag(flag) ?? fallback);
        }
        return arguments;
    }
}
