namespace Headgate.Store.Model;

/// <summary>A row whose times the store keeps.</summary>
public interface ITimestamped
{
    /// <summary>When it was created; set by the store unless already given.</summary>
    DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    DateTimeOffset UpdatedAt { get; set; }
}
