namespace Headgate.Catalogue;

/// <summary>What the record of calls says of a field that was sent.</summary>
public enum FieldRecord
{
    /// <summary>Its value is part of the digest of the arguments and stands nowhere else.</summary>
    Digest,

    /// <summary>Its value stands in the record, cut where it is long: it tells what was done.</summary>
    Told,

    /// <summary>That it was sent stands in the record, its value never: a password, a key.</summary>
    Masked,
}
