using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Journal;
using Headgate.Platform.Accounts;
using Headgate.Platform.Sessions;
using Headgate.Wire;

namespace Headgate.Operating;

/// <summary>
/// What the operator can do at the machine, as requests and answers in JSON: the same in the process that has the data and through <see cref="OperatorDoor"/>.
/// A request has <c>act</c>, <c>operator</c> and the act's fields; an answer has <c>data</c> or <c>fault</c>.
/// </summary>
internal sealed class OperatorActs(
    OperatorAccounts accounts,
    OperatorTokens tokens,
    OperatorUsers users,
    IOperatorRecord record,
    OperatorForeign foreign,
    SignInLinks links,
    AllowedFolders? folders = null
)
{
    /// <summary>Lists accounts.</summary>
    public const string ListAccounts = "accounts.list";

    /// <summary>Makes an account: <c>name</c>.</summary>
    public const string AddAccount = "accounts.add";

    /// <summary>Lists the tokens of an account.</summary>
    public const string ListTokens = "tokens.list";

    /// <summary>Makes a token: <c>name</c>, and <c>sets</c>, <c>project</c>, <c>categories</c> or <c>user</c>, and <c>expires_at</c>.</summary>
    public const string AddToken = "tokens.add";

    /// <summary>Revokes a token: <c>token</c>, <c>personal</c>.</summary>
    public const string RevokeToken = "tokens.revoke";

    /// <summary>Makes a link that signs in to the console once, with the rights of the account's oldest administrating token.</summary>
    public const string AddSignInLink = "sessions.link";

    /// <summary>Lists the people of an account.</summary>
    public const string ListUsers = "users.list";

    /// <summary>Adds a person: <c>email</c>, <c>name</c>, <c>license</c>, <c>groups</c>.</summary>
    public const string AddUser = "users.add";

    /// <summary>Adds a foreign MCP server that is a program: <c>name</c>, <c>program</c>, <c>arguments</c>, <c>variables</c>, <c>secrets</c>.</summary>
    public const string AddForeignServer = "mcp_servers.add";

    /// <summary>Lets runs use a folder: <c>repository</c> or <c>warehouse</c>, as a full path.</summary>
    public const string AllowFolder = "folders.allow";

    /// <summary>Notes that the record was read: <c>reading</c>, the name of the operation, and <c>did</c>, the rest of a sentence that starts with the operator.</summary>
    public const string ReadRecord = "audit.read";

    /// <summary>Does what a request asks for.</summary>
    public async Task<JsonObject> DoAsync(JsonObject request, CancellationToken cancellation)
    {
        try
        {
            var (by, account) = (Text(request, "operator") ?? "unknown", Number(request, "account"));
            return Text(request, "act") switch
            {
                ListAccounts => Data(
                    JsonSerializer.SerializeToNode(await accounts.ListAsync(cancellation), OperatorJson.Default.IReadOnlyListAccountSummary)
                ),
                AddAccount => Issued(await accounts.AddAsync(Text(request, "name") ?? "", by, cancellation)),
                ListTokens => Answer(await tokens.ListAsync(account, cancellation), OperatorJson.Default.IReadOnlyListTokenSummary),
                AddToken => Issued(await tokens.AddAsync(account, NewToken(request), by, cancellation)),
                RevokeToken => Answer(
                    await tokens.RevokeAsync(account, Text(request, "token") ?? "", (bool?)request["personal"] ?? false, by, cancellation),
                    OperatorJson.Default.TokenSummary
                ),
                AddSignInLink => await links.AddAsync(account, by, cancellation) is { } link
                    ? Data(new JsonObject { ["path"] = SignInLinks.Path + link.Reveal() })
                    : Fault("No service token with account_admin is in force: 'headgate token add NAME --set account_admin' makes one."),
                ListUsers => Answer(await users.ListAsync(account, cancellation), OperatorJson.Default.IReadOnlyListUserSummary),
                AddUser => Issued(await users.AddAsync(account, NewUser(request), by, cancellation)),
                AddForeignServer => await foreign.AddAsync(request, account, by, cancellation) is var (data, fault) && fault is null
                    ? Data(data)
                    : Fault(fault!),
                AllowFolder => await AllowAsync(request, by),
                ReadRecord => await NoteReadingAsync(request, by),
                var other => Fault($"This server knows no act \"{other}\": use the command line of its own version."),
            };
        }
        catch (JournalUnavailableException error)
        {
            return Fault($"{error.Message} Nothing was done.");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            return Fault($"The request cannot be read: {error.Message}");
        }
    }

    /// <summary>An answer that says why nothing was done.</summary>
    public static JsonObject Fault(string fault) => new() { ["fault"] = fault };

    private async Task<JsonObject> AllowAsync(JsonObject request, string by)
    {
        if (folders is null)
        {
            return Fault("No server runs here: its settings file says which folders its runs may use.");
        }
        var made = new JsonArray();
        foreach (var kind in (string[])["repository", "warehouse"])
        {
            if (Text(request, kind) is not { } folder)
            {
                continue;
            }
            var (added, fault) = kind == "repository" ? folders.AllowRepository(folder) : folders.AllowWarehouse(folder);
            if (fault is not null)
            {
                return Fault(fault);
            }
            if (added)
            {
                var setting = kind == "repository" ? "runs.folders" : "runs.warehouses";
                await record.RecordAsync(
                    new OperatorAct(by, "operator.folders.allow", 0, $"added {folder} to {setting} of {folders.File}")
                );
                made.Add(new JsonObject { ["folder"] = folder, ["setting"] = setting });
            }
        }
        return Data(new JsonObject { ["settings_file"] = folders.File, ["added"] = made });
    }

    private async Task<JsonObject> NoteReadingAsync(JsonObject request, string by)
    {
        await record.RecordAsync(new OperatorAct(by, Text(request, "reading") ?? ReadRecord, 0, Text(request, "did") ?? "read the record"));
        return Data(new JsonObject());
    }

    private static NewTokenRequest NewToken(JsonObject request) =>
        new(
            Text(request, "name") ?? "",
            Texts(request, "sets"),
            Number(request, "project"),
            Texts(request, "categories"),
            Text(request, "user"),
            Text(request, "expires_at") is { } end ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) : null
        );

    private static NewUserRequest NewUser(JsonObject request) =>
        new(Text(request, "email") ?? "", Text(request, "name"), Text(request, "license") ?? "developer", Texts(request, "groups"));

    private static JsonObject Data(JsonNode? data) => new() { ["data"] = data };

    private static JsonObject Answer<T>(ActResult<T> result, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> form)
        where T : class => result.Value is { } value ? Data(JsonSerializer.SerializeToNode(value, form)) : Fault(result.Fault!);

    private static JsonObject Issued(ActResult<IssuedToken> result) =>
        result.Value is not { } issued
            ? Fault(result.Fault!)
            : Data(
                new JsonObject
                {
                    ["account_id"] = issued.Account,
                    ["account_name"] = issued.AccountName,
                    ["token"] = JsonSerializer.SerializeToNode(issued.Token, OperatorJson.Default.TokenSummary),
                    ["secret"] = issued.Secret.Reveal(),
                }
            );

    private static string? Text(JsonObject request, string name) => (string?)request[name];

    private static long? Number(JsonObject request, string name) => (long?)request[name];

    private static IReadOnlyList<string> Texts(JsonObject request, string name) =>
        request[name] is JsonArray list ? [.. list.Select(one => (string?)one).OfType<string>()] : [];
}
