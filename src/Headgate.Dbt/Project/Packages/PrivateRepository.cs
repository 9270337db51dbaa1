using System.Text.Json;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Project.Packages;

/// <summary>One entry of <c>DBT_ENV_PRIVATE_GIT_PROVIDER_INFO</c>: how the repositories of an organisation are reached.</summary>
/// <param name="Org">The organisation.</param>
/// <param name="Url">The address, with <c>{token}</c>, <c>{repo}</c> and <c>{group}</c> or <c>{project}</c> where something is to be put in.</param>
/// <param name="Token">The secret that is put in.</param>
/// <param name="Provider">Whose server it is.</param>
internal sealed record PrivateRepository(string Org, string Url, string Token, string Provider)
{
    /// <summary>The variable of the environment: a JSON list.</summary>
    public const string Variable = SecretNames.PrivateGit;

    private static readonly string[] Azure = ["azure_active_directory", "azure_devops", "ado"];

    /// <summary>All providers.</summary>
    public static IReadOnlyList<string> Providers { get; } = ["github", "gitlab", .. Azure];

    /// <summary>Reads the variable; none where it is not set.</summary>
    /// <exception cref="DbtException">It is no such list.</exception>
    public static IReadOnlyList<PrivateRepository> Read(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(Variable) is not { Length: > 0 } text)
        {
            return [];
        }
        try
        {
            using var json = JsonDocument.Parse(text);
            return
            [
                .. json
                    .RootElement.EnumerateArray()
                    .Select(entry => new PrivateRepository(
                        Text(entry, "org"),
                        Text(entry, "url"),
                        Text(entry, "token"),
                        Text(entry, "provider")
                    )),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Not the exception's words: they could show a token.
            throw new DbtException(
                DbtErrorKind.Dependency,
                $"{Variable} must be a JSON list of objects with org, url, token and provider. Whoever starts the call must correct it."
            );
        }
    }

    /// <summary>The secrets of the variable, for whoever hides them; none where it cannot be read.</summary>
    public static IReadOnlyList<string> Tokens(IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return [.. Read(environment).Select(repository => repository.Token).Where(token => token.Length > 0)];
        }
        catch (DbtException)
        {
            return [];
        }
    }

    /// <summary>The address of a repository; null where this entry is not for it.</summary>
    public string? AddressOf(string name, string? provider)
    {
        var parts = name.Split('/');
        var group = string.Join('/', parts[1..^1]);
        if (
            Org != parts[0]
            || (provider is not null && !IsSameProvider(provider))
            || !Uri.TryCreate(Url.Replace("{token}", "t", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        )
        {
            return null;
        }
        var path = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/').Replace("/_git/", "/", StringComparison.Ordinal);
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        var known = path.Split('/');
        var knownGroup = string.Join('/', known[1..^1]);
        var isNamed = known[0] == parts[0] && (known[^1] == "{repo}" || known[^1] == parts[^1]);
        var isOfGroup =
            knownGroup == group
            || (knownGroup is "{group}" or "{project}" && group.Length > 0)
            || (group.Length == 0 && Provider is "azure_active_directory" or "azure_devops");
        return isNamed && isOfGroup
            ? Url.Replace("{token}", Token, StringComparison.Ordinal)
                .Replace("{repo}", parts[^1], StringComparison.Ordinal)
                .Replace("{group}", group, StringComparison.Ordinal)
                .Replace("{project}", group, StringComparison.Ordinal)
            : null;
    }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{Provider}: {Org}";

    private bool IsSameProvider(string provider) => provider == Provider || (Azure.Contains(provider) && Azure.Contains(Provider));

    private static string Text(JsonElement entry, string key) => entry.GetProperty(key).GetString() ?? "";
}
