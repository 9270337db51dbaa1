using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Makes an environment.</summary>
internal sealed class CreateEnvironment : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/",
            Area = Area.Environments,
            Capability = Capabilities.Environments,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Environments),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "Jobs in the new environment run with the connection and credentials that it names.",
            Target = TargetRule.Project(),
            References = EnvironmentTexts.References,
            Body = BodyForm.Object,
            Sentence = "{actor} created environment \"{name}\" in {target}",
            Summary = "Create an environment",
            Description = "Makes an environment in a project: which dbt, which branch, which warehouse, which credentials.",
            Parameters = EnvironmentTexts.BodyFields,
            Source = "openapi-v3: Create Environment",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.At("environments.create.v2", "/api/v2/accounts/{account_id:long}/environments/", "openapi-v2: Create Environment") with
        {
            Target = TargetRule.Body,
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var environment = new DbtEnvironment
        {
            AccountId = call.AccountId,
            ProjectId = EnvironmentProject.Of(call),
            CreatedById = call.Caller.UserId,
        };
        if (call.Body.Problems is { } unplaced)
        {
            return unplaced;
        }
        await EnvironmentInput.ApplyAsync(call, db, environment, cancellation);
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        db.Environments.Add(environment);
        await db.SaveChangesAsync(cancellation);
        return await EnvironmentAnswers.OneAsync(call, db, environment, created: true, cancellation);
    }
}
