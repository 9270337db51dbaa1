using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Groups;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Makes a service token and shows its secret, once.</summary>
internal sealed class CreateServiceToken : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.ServiceTokens,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            AlsoAllowedFor = ["security_admin"],
            Risk = "Whoever may do this can make a token with any permission set, and act with it without the gate.",
            Target = TargetRule.Account,
            Body = BodyForm.Object,
            Sentence = "{actor} created service token \"{name}\"",
            Summary = "Create a service token",
            Description =
                "Makes a service token with permission sets, each for all projects or one. The secret is in data.token_string of this one answer and never again. "
                + "A personal access token cannot create service tokens.",
            Parameters =
            [
                Parameter.Body("name", "string", "Name.", required: true),
                Parameter.Body(
                    "permission_grants",
                    "list of objects",
                    "permission_set, project_id (absent for all projects), writable_environment_categories."
                ),
                Parameter.Body("expires_at", "time", "Refused from then on; absent for never."),
            ],
            Source = "openapi-v3: Create Service Token",
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        if (call.Caller.Kind == CallerKind.PersonalToken)
        {
            return Answer.RuleBroken(
                "A personal access token cannot create service tokens; use a service token with Security Admin or Account Admin."
            );
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var body = call.Body;
        var name = body.RequiredText("name");
        var metadataOnly = body.Bool("metadata_only") ?? false;
        var webhooksOnly = body.Bool("webhooks_only") ?? false;
        var expires = Expiry(body, call.Service<TimeProvider>().GetUtcNow());
        var grants = body.List("permission_grants") is { } list ? GrantInput.Read(body, "permission_grants", list, forToken: true) : [];
        await GrantProjects.CheckAsync(db, call, grants, cancellation);
        if (body.Problems is { } problems)
        {
            return problems;
        }
        AddShorthand(grants, metadataOnly, "metadata_only");
        AddShorthand(grants, webhooksOnly, "webhooks_only");
        var secret = TokenSecret.New(TokenSecret.ServicePrefix);
        var token = new ServiceToken
        {
            AccountId = call.AccountId,
            Uid = Guid.NewGuid().ToString(),
            Name = name,
            TokenHash = call.Service<TokenHasher>().Hash(secret),
            TokenHint = TokenSecret.Hint(secret),
            MetadataOnly = metadataOnly,
            WebhooksOnly = webhooksOnly,
            ExpiresAt = expires,
            CreatedById = call.Caller.UserId,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ServiceTokens.Add(token);
        await db.SaveChangesAsync(cancellation);
        db.ServiceTokenPermissions.AddRange(ServiceTokenLoading.Rows(call.AccountId, token.Id, grants));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Answer.Created(
            await ServiceTokenLoading.ViewAsync(db, token, secret.Reveal(), cancellation),
            PlatformJson.Default.ServiceTokenView
        );
    }

    private static void AddShorthand(List<GivenGrant> grants, bool wanted, string set)
    {
        if (wanted && !grants.Exists(g => g.Set == set))
        {
            grants.Add(new GivenGrant(set, AllProjects: true, null, [], null));
        }
    }

    private static DateTimeOffset? Expiry(BodyReader body, DateTimeOffset now)
    {
        if (!body.Has("expires_at"))
        {
            return null;
        }
        var value = body.Element.GetProperty("expires_at");
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out var at))
        {
            body.Problem("expires_at", "a time in ISO 8601 is required");
            return null;
        }
        if (at <= now)
        {
            body.Problem("expires_at", "must be in the future");
        }
        return at.ToUniversalTime();
    }
}
