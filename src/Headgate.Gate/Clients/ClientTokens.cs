using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Clients;

/// <summary>
/// Exchanges codes and refresh tokens, each once. Whoever shows one a second time has stolen it, or its owner was stolen from: either way the connection ends, with all
/// tokens that were made from it.
/// </summary>
internal sealed class ClientTokens(
    RightsChanges rights,
    TokenHasher hasher,
    ChangeRecords changes,
    ClientConnections connections,
    ClientAddresses addresses,
    AgentCallers agents,
    TimeProvider time
)
{
    /// <summary>Tokens for a code or for a refresh token.</summary>
    public async Task<(IssuedTokens? Tokens, OAuthFault? Fault)> ExchangeAsync(IFormCollection form, CancellationToken cancellation)
    {
        if (form.FirstOrDefault(f => f.Value.Count > 1).Key is not null)
        {
            return (null, OAuthFault.Request("A parameter is sent twice."));
        }
        var (secret, kind) = ((string?)form["grant_type"]) switch
        {
            "authorization_code" => ((string?)form["code"], ClientToken.Code),
            "refresh_token" => ((string?)form["refresh_token"], ClientToken.Refresh),
            _ => (null, ""),
        };
        if (kind.Length == 0)
        {
            return (null, new OAuthFault("unsupported_grant_type", "The grant_type is \"authorization_code\" or \"refresh_token\"."));
        }
        if (((string?)form["resource"]) is { } resource && !addresses.IsMcp(resource))
        {
            return (null, new OAuthFault("invalid_target", $"Tokens are for {addresses.Mcp}/ alone, not for another resource."));
        }
        await using var change = await rights.BeginAsync(cancellation);
        var (found, fault) = await FindAsync(change.Db, secret, kind, form["client_id"], cancellation);
        if (found is not { } known)
        {
            return (null, fault);
        }
        if (known.Token.UsedAt is not null)
        {
            return (null, await ReplayedAsync(change, known, cancellation));
        }
        fault = await FaultAsync(change.Db, known, form, cancellation);
        if (fault is not null)
        {
            return (null, await OfAsync(fault, known, cancellation));
        }
        var now = time.GetUtcNow();
        // Of two who show it at the same time only one takes it.
        var taken = await change
            .Db.ClientTokens.Where(t => t.Id == known.Token.Id && t.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), cancellation);
        return taken == 0
            ? (null, await ReplayedAsync(change, known, cancellation))
            : (await IssueAsync(change, known, now, cancellation), null);
    }

    /// <summary>Ends the connection of a token (RFC 7009); a token that is none is as good as ended.</summary>
    public async Task<OAuthFault?> RevokeAsync(IFormCollection form, CancellationToken cancellation)
    {
        await using var change = await rights.BeginAsync(cancellation);
        var (found, _) = await FindAsync(change.Db, form["token"], null, form["client_id"], cancellation);
        if (found is { Connection.RevokedAt: null } known)
        {
            await connections.EndAsync(change, known.Connection, ActorOf(known.Connection), ", by itself", cancellation);
        }
        return found is null && ((string?)form["token"])?.Length is null or 0 ? OAuthFault.Request("Send token and client_id.") : null;
    }

    private async Task<(Known? Found, OAuthFault? Fault)> FindAsync(
        HeadgateDb db,
        string? secret,
        string? kind,
        string? client,
        CancellationToken cancellation
    )
    {
        if (secret is null || !ClientSecret.HasForm(secret))
        {
            return (null, OAuthFault.Grant("It is no code or token of this server."));
        }
        var hash = hasher.Hash(secret);
        var token = await db.ClientTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, cancellation);
        if (token is null || (kind is not null && token.Kind != kind))
        {
            return (null, OAuthFault.Grant("It is no code or token of this server."));
        }
        var connection = await db.ClientConnections.SingleAsync(c => c.Id == token.ConnectionId, cancellation);
        var known = new Known(token, connection);
        return string.Equals(connection.ClientId, client, StringComparison.Ordinal)
            ? (known, null)
            : (null, await OfAsync(OAuthFault.Grant("It belongs to another client."), known, cancellation));
    }

    private async Task<OAuthFault?> FaultAsync(HeadgateDb db, Known known, IFormCollection form, CancellationToken cancellation)
    {
        var (token, connection) = known;
        if (token.ExpiresAt <= time.GetUtcNow())
        {
            return OAuthFault.Grant("It has expired; ask the person again.");
        }
        if (!await connections.HoldsAsync(db, connection, cancellation))
        {
            return OAuthFault.Grant("The connection was ended, or whoever agreed to it could not any more; ask the person again.");
        }
        if (token.Kind == ClientToken.Refresh)
        {
            return IsWithin(form["scope"], connection.Scope)
                ? null
                : new OAuthFault("invalid_scope", $"The person agreed to \"{connection.Scope}\" and to nothing else.");
        }
        if (!string.Equals(token.RedirectUri, form["redirect_uri"], StringComparison.Ordinal))
        {
            return OAuthFault.Grant("The redirect_uri is not the one that the code was sent to.");
        }
        return Answers((string?)form["code_verifier"], token.Challenge!)
            ? null
            : OAuthFault.Grant("The code_verifier does not answer the code_challenge.");
    }

    private async Task<IssuedTokens> IssueAsync(RightsChange change, Known known, DateTimeOffset now, CancellationToken cancellation)
    {
        var (token, connection) = known;
        var (access, refresh) = (AgentKeySecret.New(ClientSecret.AccessPrefix), AgentKeySecret.New(ClientSecret.RefreshPrefix));
        await changes.RecordAsync(
            ActorOf(connection),
            "oauth.token",
            connection.AccountId,
            $"got tokens for agent {connection.AgentId} for {(token.Kind == ClientToken.Code ? "its code" : "its refresh token")}, in the name of \"{connection.GivenBy}\"",
            null,
            $"good for {ClientSecret.AccessLife.TotalMinutes:0} minutes"
        );
        var old = now - ClientSecret.Remembered;
        await change.Db.ClientTokens.Where(t => t.ConnectionId == connection.Id && t.ExpiresAt < old).ExecuteDeleteAsync(cancellation);
        change.Db.ClientTokens.AddRange(
            Row(ClientToken.Access, access, ClientSecret.AccessLife),
            Row(ClientToken.Refresh, refresh, ClientSecret.RefreshLife)
        );
        await change.CommitAsync(cancellation);
        return new IssuedTokens(access, refresh, connection.Scope);

        ClientToken Row(string kind, Secret secret, TimeSpan life) =>
            new()
            {
                ConnectionId = connection.Id,
                Kind = kind,
                TokenHash = hasher.Hash(secret),
                CreatedAt = now,
                ExpiresAt = now + life,
            };
    }

    private async Task<OAuthFault> ReplayedAsync(RightsChange change, Known known, CancellationToken cancellation)
    {
        var fault = await OfAsync(
            OAuthFault.Grant(
                "It was exchanged before. The connection has been ended, and everything that was made from it; ask the person again."
            ),
            known,
            cancellation
        );
        if (known.Connection.RevokedAt is null)
        {
            await connections.EndAsync(
                change,
                known.Connection,
                ActorOf(known.Connection),
                $", because a {(known.Token.Kind == ClientToken.Code ? "code" : "refresh token")} of it was shown twice",
                cancellation
            );
        }
        return fault;
    }

    private async Task<OAuthFault> OfAsync(OAuthFault fault, Known known, CancellationToken cancellation) =>
        await agents.FindAsync(known.Connection.AccountId, known.Connection.AgentId, cancellation) is { } agent
            ? fault with
            {
                Caller = agent with { Chain = ClientConnections.ChainOf(known.Connection) },
            }
            : fault;

    private static ChangeActor ActorOf(ClientConnection connection) => new(ChangeActor.Client, connection.Id, connection.ClientName);

    private static bool IsWithin(string? scope, string agreed) =>
        (scope ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(s => s == ConnectRequests.OfflineScope || agreed.Split(' ').Contains(s, StringComparer.Ordinal));

    private static bool Answers(string? verifier, string challenge) =>
        verifier is { Length: >= 43 and <= 128 }
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge)
        );

    private sealed record Known(ClientToken Token, ClientConnection Connection);
}
