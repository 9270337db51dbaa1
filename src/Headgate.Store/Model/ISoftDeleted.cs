namespace Headgate.Store.Model;

/// <summary>A row that is kept when it is deleted.</summary>
public interface ISoftDeleted
{
    /// <summary>Active, or deleted (kept for history).</summary>
    RowState State { get; set; }
}
