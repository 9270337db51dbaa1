using Headgate.Metadata.Columns;
using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>Binds in the test's own process.</summary>
internal sealed class BindingHere : IBinding
{
    private readonly QueryBinder _binder = new();

    public ValueTask<QueryColumns> BindAsync(BindRequest request, CancellationToken cancellation) => new(_binder.Bind(request));

    public ValueTask DisposeAsync()
    {
        _binder.Dispose();
        return ValueTask.CompletedTask;
    }
}
