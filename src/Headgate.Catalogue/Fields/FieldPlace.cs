namespace Headgate.Catalogue;

/// <summary>Where a field is sent over HTTP. Other doors send all of them in one object.</summary>
public enum FieldPlace
{
    /// <summary>In the path.</summary>
    Path,

    /// <summary>In the query string.</summary>
    Query,

    /// <summary>In the JSON body.</summary>
    Body,
}
