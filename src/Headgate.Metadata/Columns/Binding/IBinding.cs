namespace Headgate.Metadata.Columns.Binding;

/// <summary>What binds queries, one after another. Queries are hostile: in a server it is a process of its own (<see cref="BindingProcess"/>).</summary>
internal interface IBinding : IAsyncDisposable
{
    /// <summary>Binds a query.</summary>
    /// <exception cref="BindingException">Nothing can be bound, whatever the query.</exception>
    ValueTask<QueryColumns> BindAsync(BindRequest request, CancellationToken cancellation);
}
