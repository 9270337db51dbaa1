using Headgate.Platform.EnvironmentVariables;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Steps;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Execution;

/// <summary>The environment of dbt in a run: dbt Cloud's variables, the project's own, and the secrets of the profile.</summary>
internal static class RunEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(RunPlan plan, RunFolders folders, ProfileSecrets secrets, RunBox box)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DBT_USE_COLORS"] = "true",
            ["DBT_VERSION_CHECK"] = "false",
        };
        foreach (var (name, value) in plan.Variables.Where(variable => VariableNames.IsOfProject(variable.Key)))
        {
            environment[name] = value;
        }
        // After the project's own, so that none of these can be replaced.
        environment["DBT_ENV"] = "prod";
        environment["DBT_PROFILES_DIR"] = box.Inner(folders.Profiles);
        environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false";
        foreach (var (name, value) in CloudVariables(plan))
        {
            environment[name] = value;
            environment["DBT_ENV_CUSTOM_ENV_" + name] = value;
        }
        if (plan.Run.DeferringRunId is not null && Directory.Exists(folders.State))
        {
            environment["DBT_STATE"] = box.Inner(folders.State);
            environment["DBT_DEFER"] = "true";
        }
        foreach (var (field, secret) in secrets.Fields)
        {
            environment[ProfileSecrets.Variable(field)] = secret.Reveal();
        }
        box.AddEngineLayer(environment);
        return environment;
    }

    /// <summary>Every value that must not be read in a log or an artifact.</summary>
    public static IEnumerable<string> SecretsOf(RunPlan plan, ProfileSecrets secrets) =>
        plan
            .Variables.Where(pair => VariableNames.IsSecret(pair.Key))
            .Select(pair => pair.Value)
            .Concat(secrets.Fields.Values.Select(secret => secret.Reveal()));

    private static IEnumerable<(string Name, string Value)> CloudVariables(RunPlan plan)
    {
        var type =
            plan.Environment.Type == "development"
                ? "dev"
                : plan.Environment.DeploymentType switch
                {
                    "production" => "prod",
                    "staging" => "staging",
                    _ => "",
                };
        yield return ("DBT_CLOUD_ACCOUNT_ID", plan.Account.Id.ToString());
        yield return ("DBT_CLOUD_PROJECT_ID", plan.Project.Id.ToString());
        yield return ("DBT_CLOUD_ENVIRONMENT_ID", plan.Environment.Id.ToString());
        yield return ("DBT_CLOUD_ENVIRONMENT_NAME", plan.Environment.Name);
        yield return ("DBT_CLOUD_ENVIRONMENT_TYPE", type);
        yield return (
            "DBT_CLOUD_INVOCATION_CONTEXT",
            plan.PullRequestId is not null ? "ci"
            : type.Length > 0 ? type
            : "prod"
        );
        yield return ("DBT_CLOUD_JOB_ID", plan.Job.Id.ToString());
        yield return ("DBT_CLOUD_RUN_ID", plan.Run.Id.ToString());
        yield return ("DBT_CLOUD_RUN_REASON", plan.Trigger.Cause);
        yield return ("DBT_CLOUD_RUN_REASON_CATEGORY", ReasonCategory(plan.Trigger));
        yield return ("DBT_CLOUD_RUN_TRIGGER_CATEGORY", plan.Trigger.CauseCategory);
        if (plan.PullRequestId is { } pullRequest)
        {
            yield return ("DBT_CLOUD_PR_ID", pullRequest.ToString());
            yield return ("DBT_CLOUD_GIT_SHA", plan.Run.GitSha ?? "");
        }
    }

    private static string ReasonCategory(RunTrigger trigger) =>
        trigger switch
        {
            { GithubPullRequestId: not null } => "github_pull_request",
            { GitlabMergeRequestId: not null } => "gitlab_merge_request",
            { AzurePullRequestId: not null } => "azure_pull_request",
            { CauseCategory: "scheduled" } => "scheduled",
            _ => "other",
        };
}
