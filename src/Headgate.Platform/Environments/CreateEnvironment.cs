using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Makes an environment.</summary>
internal sealed class CreateEnvironment : IOperation<DbtEnvironment>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "environments.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/projects/{project_id:long}/environments/",
            Capability = Capabilities.Environments,
            Permission = Permission.Write(PermissionResource.Environments),
            Suffices = ["Job Admin", "Account Admin"],
            Risk = "Jobs in the new environment run with the connection and credentials that it names.",
            Sentence = "{actor} created environment \"{name}\" in {target}",
            Summary = "Create an environment",
            Description = "Makes an environment in a project: which dbt, which branch, which warehouse, which credentials.",
            Fields = EnvironmentFields.Create,
            Answers = AnswerForm.Created(PlatformJson.Default.EnvironmentView),
            Source = "openapi-v3: Create Environment",
            InGuide = true,
        };

    public static IReadOnlyList<Operation> Twins { get; } =
    [
        Spec.InV2("openapi-v2: Create Environment", AnswerForm.Created(PlatformJson.Default.EnvironmentV2View)) with
        {
            Target = TargetRule.InBody("project_id"),
            Fields = EnvironmentFields.CreateV2,
        },
    ];

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<DbtEnvironment> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var environment = input.ApplyTo(
            new()
            {
                AccountId = call.AccountId,
                ProjectId = call.Target.ProjectId ?? 0,
                CreatedById = call.Caller.UserId,
            }
        );
        if (environment.ProjectId != call.Target.ProjectId)
        {
            var isInPath = call.Operation.Target.BodyField is null;
            input.Problem("project_id", isInPath ? "the project of the body must be the project of the path" : "no project has this id");
            return input.Refusal!;
        }
        EnvironmentRules.CheckReferences(call, input, environment);
        await EnvironmentRules.CheckAsync(call, db, input, environment, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        db.Environments.Add(environment);
        await db.SaveChangesAsync(cancellation);
        return await EnvironmentRelated.OneAsync(call, db, environment, cancellation);
    }
}
