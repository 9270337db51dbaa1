using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>The networks that a key is bound to, between what is asked for, its row and its judgement.</summary>
internal static class KeyNetworks
{
    /// <summary>Most networks of a key.</summary>
    public const int Most = 20;

    private static readonly NetworkList Nowhere = NetworkList.Read(["255.255.255.255/32"], out _)!;

    /// <summary>What is wrong with networks that are asked for; null for nothing.</summary>
    public static string? Fault(IReadOnlyList<string> networks)
    {
        if (networks.Count > Most)
        {
            return $"A key is bound to at most {Most} networks.";
        }
        NetworkList.Read(networks, out var fault);
        return fault;
    }

    /// <summary>How they stand in the row; null for none.</summary>
    public static string? Stored(IReadOnlyList<string> networks) => networks.Count == 0 ? null : string.Join(',', networks);

    /// <summary>The networks of a row.</summary>
    public static IReadOnlyList<string> Of(string? stored) => stored is null ? [] : stored.Split(',');

    /// <summary>Where a key is accepted; null for everywhere. A row that cannot be read is good nowhere.</summary>
    public static CredentialBounds? BoundsOf(string? stored) =>
        stored is null ? null : new CredentialBounds(NetworkList.Read(Of(stored), out _) ?? Nowhere);
}
