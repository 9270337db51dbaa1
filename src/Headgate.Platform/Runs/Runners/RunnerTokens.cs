using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headgate.Catalogue;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Runners;

/// <summary>
/// The token of a run, which an executor elsewhere gives to the run's runner (never to what the runner starts): good for the run's own logs and artifacts
/// (<see cref="RunnerDoor"/>) while the run is executed, and for nothing else. It is made from the run's number under a key of the server, so that there is nothing to keep.
/// </summary>
public sealed class RunnerTokens(TokenHasher hasher)
{
    /// <summary>How such a token begins.</summary>
    public const string Prefix = "hgr_";

    /// <summary>The token of a run.</summary>
    public Secret Of(long runId) => new(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{runId}_{hasher.Hash($"runner:{runId}")}"));

    /// <summary>The run that a token is good for; null where it is no token of a run.</summary>
    internal long? RunOf(string credential) =>
        credential.Split('_') is [_, var number, _]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var runId)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(runId).Reveal()), Encoding.UTF8.GetBytes(credential))
            ? runId
            : null;
}
