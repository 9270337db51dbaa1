namespace Headgate.Platform.Profiles;

/// <summary>Names that the Administrative API and profiles.yml give the same thing, where they differ.</summary>
internal static class ProfileNames
{
    private static readonly (string Api, string Profile)[] Pairs =
    [
        ("hostname", "host"),
        ("username", "user"),
        ("default_schema", "schema"),
        ("dbname", "database"),
        ("password", "pass"),
    ];

    /// <summary>The name in profiles.yml of a field of the API. Where dbt takes two names, the one that the API has is right there too.</summary>
    public static string InProfile(string api) => Pairs.Take(3).FirstOrDefault(pair => pair.Api == api).Profile ?? api;

    /// <summary>The API's name of a key of profiles.yml whose target is a server.</summary>
    public static string InApi(string profile) => Pairs.FirstOrDefault(pair => pair.Profile == profile).Api ?? profile;
}
