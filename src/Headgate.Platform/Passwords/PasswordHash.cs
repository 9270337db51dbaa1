using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;

namespace Headgate.Platform.Passwords;

/// <summary>Argon2id hashes of passwords (RFC 9106), in the usual form <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>: a hash says itself what it costs.</summary>
internal static class PasswordHash
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>19 MiB and two passes in one lane: the least that OWASP recommends for Argon2id, about a tenth of a second.</summary>
    private const int Memory = 19 * 1024;
    private const int Passes = 2;
    private const int Lanes = 1;

    /// <summary>More at once would let anybody fill the memory with sign-ins.</summary>
    private static readonly SemaphoreSlim AtOnce = new(2);

    /// <summary>The hash of nothing that anybody knows: an address without a password costs the same time as one with.</summary>
    private static readonly Lazy<Task<string>> OfNobody = new(() =>
        MakeAsync(RandomNumberGenerator.GetHexString(32), CancellationToken.None)
    );

    /// <summary>A new hash.</summary>
    public static async Task<string> MakeAsync(string password, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = await HashAsync(password, salt, Memory, Passes, Lanes, HashBytes, cancellation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"$argon2id$v=19$m={Memory},t={Passes},p={Lanes}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}"
        );
    }

    /// <summary>Whether a password is the one of a hash; false for no hash, after the same time.</summary>
    public static async Task<bool> IsAsync(string password, string? hash, CancellationToken cancellation)
    {
        var parts = (hash ?? await OfNobody.Value).Split('$');
        var costs = parts[3].Split(',').Select(c => int.Parse(c.AsSpan(2), CultureInfo.InvariantCulture)).ToList();
        var (salt, known) = (Convert.FromBase64String(parts[4]), Convert.FromBase64String(parts[5]));
        // The empty password is nobody's, and Argon2 takes none: another is tried in its place, for the time.
        var isNone = password.Length == 0;
        var found = await HashAsync(isNone ? "\0" : password, salt, costs[0], costs[1], costs[2], known.Length, cancellation);
        return CryptographicOperations.FixedTimeEquals(found, known) && hash is not null && !isNone;
    }

    private static async Task<byte[]> HashAsync(
        string password,
        byte[] salt,
        int memory,
        int passes,
        int lanes,
        int bytes,
        CancellationToken cancellation
    )
    {
        await AtOnce.WaitAsync(cancellation);
        try
        {
            using var argon = new Argon2id(Encoding.UTF8.GetBytes(password))
            {
                Salt = salt,
                MemorySize = memory,
                Iterations = passes,
                DegreeOfParallelism = lanes,
            };
            return await argon.GetBytesAsync(bytes);
        }
        finally
        {
            AtOnce.Release();
        }
    }
}
