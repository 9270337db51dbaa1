namespace Headgate.Store.Model;

/// <summary>Whether a row is in use; the numbers are dbt's.</summary>
public enum RowState
{
    /// <summary>Not set; never stored.</summary>
    None = 0,

    /// <summary>In use.</summary>
    Active = 1,

    /// <summary>Deleted: hidden from everything but lists that ask for it.</summary>
    Deleted = 2,
}
