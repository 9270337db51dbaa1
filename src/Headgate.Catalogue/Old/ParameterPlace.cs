namespace Headgate.Catalogue;

/// <summary>Where a parameter is sent.</summary>
public enum ParameterPlace
{
    /// <summary>In the query string.</summary>
    Query,

    /// <summary>In the JSON body.</summary>
    Body,
}
