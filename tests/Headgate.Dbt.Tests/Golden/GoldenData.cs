using Headgate.Testing;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>What dbt Core itself gives for the projects of the reference data, which lies beside the repository.</summary>
internal static class GoldenData
{
    /// <summary>A path below the reference data.</summary>
    public static string PathOf(string relative) => Prerequisite.SharedData(["golden", .. relative.Split('/')]);

    /// <summary>A published schema.</summary>
    public static string SchemaOf(string name) => Prerequisite.SharedData("schemas", name);
}
