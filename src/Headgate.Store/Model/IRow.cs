namespace Headgate.Store.Model;

/// <summary>A row with a 64-bit key that the database assigns.</summary>
public interface IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    long Id { get; set; }
}
