using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.SemanticLayer;

/// <summary>Has the queries of a service token use Semantic Layer credentials.</summary>
internal sealed class CreateSemanticLayerMapping : IOperation<SemanticLayerMapping>
{
    private const string Taken = "The token uses credentials in this project already. Delete that mapping first.";

    public static Operation Spec { get; } =
        new()
        {
            Id = "semantic_layer_mappings.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/semantic-layer-credential-to-service-token-mapping/",
            Target = TargetRule.InBody("semantic_layer_credentials_id"),
            Capability = Capabilities.Credentials,
            Permission = Permission.Write(PermissionResource.EnvironmentCredentials),
            Suffices = ["Database Admin", "Account Admin"],
            Risk = "The token can query metrics of the project as the warehouse user of the credentials.",
            Sentence = "{actor} mapped a service token to {target}",
            Summary = "Map a service token to Semantic Layer credentials",
            Description =
                "Has the metric queries of a service token sign in with Semantic Layer credentials of a project. A token uses one set of credentials a project.",
            Fields = new Fields<SemanticLayerMapping>
            {
                { In.Body.Id("project_id", "The project of the credentials."), (m, v) => m.ProjectId = v ?? 0 },
                {
                    In
                        .Body.Id("semantic_layer_credentials_id", "The credentials.")
                        .RequiredIf(true)
                        .Naming(TargetKind.SemanticLayerCredential)
                        .Told(),
                    (m, v) => m.SemanticLayerCredentialsId = v ?? 0
                },
                {
                    In.Body.Id("service_token_id", "The service token.").RequiredIf(true).Naming(TargetKind.ServiceToken).Told(),
                    (m, v) => m.ServiceTokenId = v ?? 0
                },
            }.AddRepeated(isUpdate: false, "mapping"),
            Answers = AnswerForm.Created(PlatformJson.Default.SemanticLayerMappingView),
            Source = "terraform-provider-dbtcloud: semantic_layer_credential_service_token_mapping",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<SemanticLayerMapping> input, CancellationToken cancellation)
    {
        var row = input.ApplyTo(new() { AccountId = call.AccountId });
        if (call.Reference("semantic_layer_credentials_id") is not { ProjectId: { } project })
        {
            input.Problem("semantic_layer_credentials_id", "no Semantic Layer credentials have this id");
        }
        else if (row.ProjectId != 0 && row.ProjectId != project)
        {
            input.Problem("project_id", "must be the project of the credentials");
        }
        else
        {
            row.ProjectId = project;
        }
        if (call.Reference("service_token_id") is null)
        {
            input.Problem("service_token_id", "no service token has this id");
        }
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var same = db.SemanticLayerMappings.Where(m =>
            m.ProjectId == row.ProjectId && m.ServiceTokenId == row.ServiceTokenId && m.State == RowState.Active
        );
        if (await same.AnyAsync(cancellation))
        {
            return Answer.RuleBroken(Taken);
        }
        db.SemanticLayerMappings.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another call was faster: the database holds one mapping of a token a project.
            return Answer.RuleBroken(Taken);
        }
        return call.Ok(SemanticLayerMappingView.Of(row));
    }
}
