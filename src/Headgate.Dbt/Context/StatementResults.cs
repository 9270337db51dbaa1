using Headgate.Dbt.Adapters;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context;

/// <summary>What the statements of one node gave, by name: <c>store_result</c>, <c>load_result</c>.</summary>
internal sealed class StatementResults(Action<string> print)
{
    private readonly Dictionary<string, StatementResult?> _results = new(StringComparer.Ordinal);

    /// <summary>The result of a name, or null.</summary>
    public StatementResult? Find(string name) => _results.GetValueOrDefault(name);

    /// <summary>Adds the functions to a context.</summary>
    public void AddTo(DbtVariables variables)
    {
        variables.Add("store_result", Value.Function("store_result", (_, a) => Store(a)));
        variables.Add("store_raw_result", Value.Function("store_raw_result", (_, a) => StoreRaw(a)));
        variables.Add("load_result", Value.Function("load_result", (_, a) => Load(a.RequiredText(0, "name", "load_result"))));
    }

    private Value Store(in Arguments arguments)
    {
        var response = arguments.Get(1, "response", Value.None);
        Keep(
            arguments.RequiredText(0, "name", "store_result"),
            response.TryGet<ResponseObject>(out var found) ? found.Response : new AdapterResponse(response.ToString(), null, null),
            arguments.Get(2, "agate_table", Value.None)
        );
        return Value.EmptyString;
    }

    private Value StoreRaw(in Arguments arguments)
    {
        var rows = arguments.Get(3, "rows_affected", Value.None).TryGetInt64(out var number) ? (long?)number : null;
        Keep(
            arguments.RequiredText(0, "name", "store_raw_result"),
            new AdapterResponse(arguments.Text(1, "message") ?? "", arguments.Text(2, "code"), rows),
            arguments.Get(4, "agate_table", Value.None)
        );
        return Value.EmptyString;
    }

    private void Keep(string name, AdapterResponse response, in Value table) =>
        _results[name] = new StatementResult(
            response,
            table.TryGet<TableObject>(out var rows) ? rows : new TableObject(QueryTable.Empty, print)
        );

    /// <summary>A result other than the main one is given once: it may be large.</summary>
    private Value Load(string name)
    {
        if (!_results.TryGetValue(name, out var result))
        {
            return Value.None;
        }
        if (result is null)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"The 'statement' result named '{name}' has already been loaded into a variable"
            );
        }
        if (name != "main")
        {
            _results[name] = null;
        }
        var dict = new JinjaDict(3);
        dict.Set("response", Value.From(new ResponseObject(result.Response)));
        dict.Set("data", result.Table.Data());
        dict.Set("table", Value.From(result.Table));
        return Value.From(dict);
    }
}
