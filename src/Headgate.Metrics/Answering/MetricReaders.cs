using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Dbt.Reading;
using Headgate.Metrics.Settings;
using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Metrics.Answering;

/// <summary>
/// Readers of the warehouses of environments. One reader of each, and of each set of credentials, is kept open; when a run has published anew, the next query opens that, and the one before is closed once
/// nobody reads with it.
/// </summary>
internal sealed class MetricReaders(MetricsSettings settings, StoreSettings store) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Environment, long? Credentials), Opened> _opened = [];
    private readonly SemaphoreSlim _turns = new(settings.AtOnce);

    /// <summary>Reads what a statement gives, when it is its turn.</summary>
    /// <param name="environmentId">The environment.</param>
    /// <param name="target">Its warehouse.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="begun">Called when it is its turn.</param>
    /// <param name="cancellation">Interrupts it.</param>
    public async Task<WarehouseTable> ReadAsync(
        long environmentId,
        WarehouseTarget target,
        string sql,
        Action begun,
        CancellationToken cancellation
    )
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            begun();
            var reader = Take(environmentId, target);
            try
            {
                // Drivers of databases block; a thread of the pool's waits for them.
                return await Task.Run(
                    () => reader.Reader.Read(sql, new ReadLimits(settings.Rows, settings.Bytes, settings.Time), cancellation),
                    cancellation
                );
            }
            finally
            {
                GiveBack(reader);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var opened in _opened.Values)
            {
                opened.Reader.Dispose();
            }
            _opened.Clear();
        }
        _turns.Dispose();
    }

    private Opened Take(long environmentId, WarehouseTarget target)
    {
        var key = KeyOf(target);
        var place = (environmentId, target.SemanticLayerCredentialsId);
        lock (_gate)
        {
            if (!_opened.TryGetValue(place, out var opened) || opened.Key != key)
            {
                if (opened is not null)
                {
                    opened.IsRetired = true;
                    Close(opened);
                }
                var folder = Path.Combine(store.DataFolder, "published", "readers", $"{environmentId}");
                PrivateFolder.Create(folder);
                opened = new Opened(key, WarehouseReader.Of(target.Reveal(), folder, target.File));
                _opened[place] = opened;
            }
            opened.Users++;
            return opened;
        }
    }

    private void GiveBack(Opened opened)
    {
        lock (_gate)
        {
            opened.Users--;
            Close(opened);
        }
    }

    private static void Close(Opened opened)
    {
        if (opened is { IsRetired: true, Users: 0 })
        {
            opened.Reader.Dispose();
        }
    }

    /// <summary>What a reader is opened with, without showing it.</summary>
    private static string KeyOf(WarehouseTarget target) =>
        Convert.ToHexString(
            SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        target.Reveal().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Shown(pair.Value)}")
                    )
                )
            )
        );

    private static string? Shown(object? value) =>
        value is IEnumerable<object?> or IReadOnlyDictionary<string, object?> ? JsonSerializer.Serialize(value) : value?.ToString();

    private sealed class Opened(string key, WarehouseReader reader)
    {
        public string Key => key;

        public WarehouseReader Reader => reader;

        public int Users { get; set; }

        public bool IsRetired { get; set; }
    }
}
