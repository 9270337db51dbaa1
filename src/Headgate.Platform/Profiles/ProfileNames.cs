namespace Headgate.Platform.Profiles;

/// <summary>Names that the Administrative API and profiles.yml give the same thing, where they differ.</summary>
internal static class ProfileNames
{
    private static readonly (string Api, string Profile)[] Pairs =
    [
        ("hostname", "host"),
        ("username", "user"),
        ("default_schema", "schema"),
    ];

    /// <summary>Second names that dbt takes in profiles.yml for what the API and profiles.yml otherwise name alike.</summary>
    private static readonly (string Api, string Profile)[] SecondNames = [("dbname", "database"), ("password", "pass")];

    /// <summary>The name in profiles.yml of a field of the API.</summary>
    public static string InProfile(string api) => Pairs.FirstOrDefault(pair => pair.Api == api).Profile ?? api;

    /// <summary>The API's name of a key of profiles.yml whose target is a server.</summary>
    public static string InApi(string profile) => Pairs.Concat(SecondNames).FirstOrDefault(pair => pair.Profile == profile).Api ?? profile;
}
