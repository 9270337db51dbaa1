namespace Headgate.Store.Model;

/// <summary>A row of one account, which is kept when it is deleted.</summary>
public interface IAccountRow : IRow, ISoftDeleted
{
    /// <summary>The account it belongs to.</summary>
    long AccountId { get; }
}
