namespace Headgate.Dbt.Adapters;

/// <summary>
/// What an adapter's <c>adapter.json</c> says to the engine. The platform reads the same file for what it knows of the database.
/// </summary>
/// <param name="Type">The type as in profiles.yml.</param>
/// <param name="Folder">The folder below <c>Adapters</c>, which is the start of its classes' names too.</param>
/// <param name="Rights">How a user who may do too much is known; null where no user reaches beyond the database.</param>
internal sealed record AdapterDeclaration(string Type, string Folder, AdapterRights? Rights)
{
    /// <summary>The start of the names under which the adapter's macros are embedded.</summary>
    public string Macros => $"{AdapterDeclarations.Root}{Folder}/Macros/";

    /// <summary>Makes the adapter's factory.</summary>
    public IAdapterFactory Factory() =>
        (IAdapterFactory)
            Activator.CreateInstance(
                typeof(AdapterDeclaration).Assembly.GetType(
                    $"{typeof(AdapterDeclaration).Namespace}.{Folder}.{Folder}Factory",
                    throwOnError: true
                )!
            )!;
}
