using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Headgate.Gate.Workloads;

/// <summary>
/// Recognises machines by tokens of their own issuer: a CI run, a pod. A token is held against everything that was written down of a workload, and is good until its own end,
/// as the workload's agent and no more.
/// </summary>
internal sealed class WorkloadCallerSource(
    IDbContextFactory<HeadgateDb> databases,
    TokenHasher hasher,
    KnownKeys known,
    IssuerKeys issuers,
    TimeProvider time
) : ICallerSource
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>Signatures with a public key alone: a shared secret is none, and neither is no signature.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _tokens = new() { MaximumTokenSizeInBytes = CredentialHeader.LongestToken };

    public string Prefix => CredentialHeader.TokenPrefix;

    public async ValueTask<CallerResult> FindAsync(string credential, CancellationToken cancellation)
    {
        var key = await known.FindAsync(hasher.Hash(credential), (_, stop) => ReadAsync(credential, stop), cancellation);
        return key is null ? CallerResult.Refused(Reason.BadToken) : known.Judge(key);
    }

    private async Task<KnownKey?> ReadAsync(string credential, CancellationToken cancellation)
    {
        if (Parsed(credential) is not { } claimed || !IsTimely(claimed))
        {
            return null;
        }
        var (issuer, audiences) = (claimed.Issuer, claimed.Audiences.ToList());
        // A token that is for others too could be used here by any of them.
        if (audiences is not [var audience])
        {
            return null;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var candidates = await db
            .Workloads.AsNoTracking()
            .Where(w => w.Issuer == issuer && w.Audience == audience && w.Subject == claimed.Subject && w.State == RowState.Active)
            .ToListAsync(cancellation);
        List<Workload> found = [];
        foreach (var workload in candidates)
        {
            if (WorkloadClaims.Hold(workload.Claims, claimed) && await IsSignedAsync(workload, claimed, cancellation))
            {
                found.Add(workload);
            }
        }
        // Of two that it could be, it is none: who it is must not depend on an order.
        if (found is not [var own])
        {
            return null;
        }
        var agent = await db.Agents.AsNoTracking().SingleAsync(a => a.Id == own.AgentId, cancellation);
        return await known.OfAsync(
            db,
            agent,
            new KeyFacts(IsRevoked: false, new DateTimeOffset(claimed.ValidTo, TimeSpan.Zero))
            {
                Chain = [new Principal(Principal.Workload, $"{claimed.Issuer} {claimed.Subject}", own.Name)],
            },
            cancellation
        );
    }

    private JsonWebToken? Parsed(string credential)
    {
        try
        {
            return _tokens.CanReadToken(credential) ? _tokens.ReadJsonWebToken(credential) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    private bool IsTimely(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token.ValidTo != DateTime.MinValue
            && token.ValidTo > now
            && token.ValidTo - now <= LongestLife
            && (token.ValidFrom == DateTime.MinValue || token.ValidFrom <= now + Skew);
    }

    private async Task<bool> IsSignedAsync(Workload workload, JsonWebToken token, CancellationToken cancellation)
    {
        var keys = await issuers.FindAsync(workload, token.Kid, cancellation);
        if (keys.Count == 0)
        {
            return false;
        }
        var result = await _tokens.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidAlgorithms = Algorithms,
                ValidIssuer = workload.Issuer,
                ValidAudience = workload.Audience,
                IssuerSigningKeys = keys,
                TryAllIssuerSigningKeys = false,
                RequireSignedTokens = true,
                // Asked above, by the server's own clock.
                ValidateLifetime = false,
                IssuerSigningKeyResolver = (_, _, _, _) => keys,
            }
        );
        return result.IsValid;
    }
}
