using System.Text.Json;
using Headgate.Store.Secrets;

namespace Headgate.Cli.Servers;

/// <summary>The servers that this user has logged in to, the last first: a file of mode 0600 in the user's folder of configurations.</summary>
internal static class Logins
{
    /// <summary>The file: <c>headgate/logins.json</c> in <c>XDG_CONFIG_HOME</c>, else in <c>~/.config</c>.</summary>
    public static string File =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } set
                ? set
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
            "headgate",
            "logins.json"
        );

    /// <summary>All of them; none where the file is not there.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static IReadOnlyList<Login> Read()
    {
        try
        {
            return System.IO.File.Exists(File)
                ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), CliJson.Default.IReadOnlyListLogin) ?? []
                : [];
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{File} cannot be read ({error.Message}): mend it, or remove it and log in again.", error);
        }
    }

    /// <summary>The one of a server, or null.</summary>
    public static Login? Find(string url) => Read().FirstOrDefault(login => IsSame(login.Url, url));

    /// <summary>Puts one first, in place of an earlier one of the same server.</summary>
    public static void Put(Login login) => Write([login, .. Read().Where(other => !IsSame(other.Url, login.Url))]);

    /// <summary>Forgets a server; false where it was not known.</summary>
    public static bool Remove(string url)
    {
        var all = Read();
        var rest = all.Where(login => !IsSame(login.Url, url)).ToList();
        if (rest.Count < all.Count)
        {
            Write(rest);
        }
        return rest.Count < all.Count;
    }

    private static bool IsSame(string one, string other) =>
        string.Equals(one.TrimEnd('/'), other.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static void Write(IReadOnlyList<Login> logins)
    {
        try
        {
            PrivateFolder.Create(Path.GetDirectoryName(File)!);
            DataFolder.WritePrivately(File, JsonSerializer.Serialize(logins, CliJson.Default.IReadOnlyListLogin) + "\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{File} cannot be written: {error.Message}", error);
        }
    }
}
