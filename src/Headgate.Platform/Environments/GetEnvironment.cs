using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Reads one environment.</summary>
internal sealed class GetEnvironment : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.get",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/{environment_id:long}/",
            Capability = Capabilities.Environments,
            Permission = Permission.Read(PermissionResource.Environments),
            Suffices = ["Account Viewer"],
            Risk = "Shows the settings of an environment; credentials only by id, or without their secrets.",
            Sentence = "{actor} read {target}",
            Summary = "Get an environment",
            Description = "One environment with its dbt version, branch and the ids of connection and credentials.",
            Includes = EnvironmentIncludes.V3,
            Answers = AnswerForm.One(PlatformJson.Default.EnvironmentView),
            Source = "openapi-v3: Retrieve Environment",
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.InV2("openapi-v2: Retrieve Environment", AnswerForm.One(PlatformJson.Default.EnvironmentV2View)) with
        {
            Includes = EnvironmentIncludes.V2,
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return await EnvironmentRelated.OneAsync(call, db, (DbtEnvironment)call.Target.Row!, cancellation);
    }
}
