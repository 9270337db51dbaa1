namespace Headgate.Catalogue;

/// <summary>Categories of environments under the names of the wire.</summary>
public static class EnvironmentCategoryNames
{
    /// <summary>The category of an environment by its <c>type</c> and <c>deployment_type</c>.</summary>
    public static EnvironmentCategories Of(string type, string? deploymentType) =>
        (type, deploymentType) switch
        {
            ("development", _) => EnvironmentCategories.Development,
            (_, "staging") => EnvironmentCategories.Staging,
            (_, "production") => EnvironmentCategories.Production,
            _ => EnvironmentCategories.Other,
        };

    /// <summary>The categories that names list; an unknown name gives null.</summary>
    public static EnvironmentCategories? Parse(IEnumerable<string> names)
    {
        var all = EnvironmentCategories.None;
        foreach (var name in names)
        {
            var one = name switch
            {
                "all" => EnvironmentCategories.All,
                "development" => EnvironmentCategories.Development,
                "staging" => EnvironmentCategories.Staging,
                "production" => EnvironmentCategories.Production,
                "other" => EnvironmentCategories.Other,
                _ => EnvironmentCategories.None,
            };
            if (one == EnvironmentCategories.None)
            {
                return null;
            }
            all |= one;
        }
        return all;
    }
}
