using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads who answers for a group or an exposure.</summary>
internal static class OwnerReader
{
    public static Owner Read(PropertyEntry entry)
    {
        var map = entry.RequiredMap("owner");
        var owner = new Owner { Email = PlainData.Clone(map.GetValueOrDefault("email")), Name = map.GetValueOrDefault("name") as string };
        if (owner.Email is null && owner.Name is null)
        {
            throw entry.Error("Exposure owner must have at least one of 'name' or 'email'.");
        }
        foreach (var (key, value) in map)
        {
            if (key is not ("email" or "name"))
            {
                (owner.Other ??= [])[key] = PlainData.Clone(value);
            }
        }
        return owner;
    }
}
