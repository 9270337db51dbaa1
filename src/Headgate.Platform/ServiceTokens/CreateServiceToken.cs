using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Makes a service token and shows its secret, once.</summary>
internal sealed class CreateServiceToken : IOperation<NewServiceToken>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.create",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/",
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Security Admin"],
            AlsoAllowedFor = ["security_admin"],
            Risk = "Whoever may do this can make a token with all its own rights, and act with it without the gate.",
            Sentence = "{actor} created service token \"{name}\"",
            Summary = "Create a service token",
            Description =
                "Makes a service token with permission sets, each for all projects or one. The secret is in data.token_string of this one answer and never again. "
                + "Only what the caller holds itself can be given. A personal access token cannot create service tokens.",
            Fields = NewServiceToken.Fields,
            GivesRights = _ => true,
            AnswersSecret = true,
            Answers = AnswerForm.Created(PlatformJson.Default.ServiceTokenView),
            Source = "openapi-v3: Create Service Token",
            Envelope = EnvelopeForm.Extended,
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewServiceToken> input, CancellationToken cancellation)
    {
        if (call.Caller.Kind == CallerKind.PersonalToken)
        {
            return Answer.RuleBroken(
                "A personal access token cannot create service tokens; use a service token with Security Admin or Account Admin."
            );
        }
        var asked = input.ApplyTo(new NewServiceToken());
        var sets = asked.Given();
        if (asked.ExpiresAt <= call.Service<TimeProvider>().GetUtcNow())
        {
            input.Problem("expires_at", "must be in the future");
        }
        if (sets.Refusal(call, input, NewServiceToken.GrantsField + ".") is { } refusal)
        {
            return refusal;
        }
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var (db, secret) = (change.Db, TokenSecret.New(TokenSecret.ServicePrefix));
        if (asked.Uid is { } uid && await db.ServiceTokens.AnyAsync(t => t.Uid == uid, cancellation))
        {
            return Answer.BadRequest("uid", "another token has it; leave it out");
        }
        var token = new ServiceToken
        {
            AccountId = call.AccountId,
            Uid = asked.Uid ?? Guid.NewGuid().ToString(),
            Name = asked.Name,
            TokenHash = call.Service<TokenHasher>().Hash(secret),
            TokenHint = TokenSecret.Hint(secret),
            MetadataOnly = asked.MetadataOnly,
            WebhooksOnly = asked.WebhooksOnly,
            ExpiresAt = asked.ExpiresAt?.ToUniversalTime(),
            CreatedById = call.Caller.UserId,
        };
        db.ServiceTokens.Add(token);
        await db.SaveChangesAsync(cancellation);
        db.ServiceTokenPermissions.AddRange(ServiceTokenLoading.Rows(call.AccountId, token.Id, sets.Given));
        await change.CommitAsync(cancellation);
        return call.Ok(await ServiceTokenLoading.ViewAsync(db, token, secret.Reveal(), cancellation));
    }
}
