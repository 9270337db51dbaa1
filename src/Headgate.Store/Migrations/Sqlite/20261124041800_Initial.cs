using Headgate.Store.Totals;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", nullable: false),
                    plan = table.Column<string>(type: "TEXT", nullable: false),
                    run_slots = table.Column<int>(type: "INTEGER", nullable: false),
                    queue_limit = table.Column<int>(type: "INTEGER", nullable: false),
                    run_duration_limit_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    pod_memory_request_mebibytes = table.Column<int>(type: "INTEGER", nullable: false),
                    developer_seats = table.Column<int>(type: "INTEGER", nullable: false),
                    read_only_seats = table.Column<int>(type: "INTEGER", nullable: false),
                    it_seats = table.Column<int>(type: "INTEGER", nullable: false),
                    locked = table.Column<bool>(type: "INTEGER", nullable: false),
                    lock_reason = table.Column<string>(type: "TEXT", nullable: true),
                    lock_cause = table.Column<string>(type: "TEXT", nullable: true),
                    run_locked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    docs_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    freshness_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    static_subdomain = table.Column<string>(type: "TEXT", nullable: true),
                    vanity_subdomain = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    scope_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => new { x.kind, x.scope, x.scope_id, x.state });
                });

            migrationBuilder.CreateTable(
                name: "outbox_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: true),
                    job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    run_status = table.Column<int>(type: "INTEGER", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: true),
                    handled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    first_name = table.Column<string>(type: "TEXT", nullable: false),
                    last_name = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_staff = table.Column<bool>(type: "INTEGER", nullable: false),
                    email_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_login = table.Column<long>(type: "INTEGER", nullable: true),
                    github_username = table.Column<string>(type: "TEXT", nullable: true),
                    gitlab_username = table.Column<string>(type: "TEXT", nullable: true),
                    azure_active_directory_username = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<string>(type: "TEXT", nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<string>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<string>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    http_status_code = table.Column<int>(type: "INTEGER", nullable: false),
                    error_code = table.Column<string>(type: "TEXT", nullable: true),
                    error_info = table.Column<string>(type: "TEXT", nullable: true),
                    request_body = table.Column<string>(type: "TEXT", nullable: false),
                    request_headers = table.Column<string>(type: "TEXT", nullable: false),
                    response_body = table.Column<string>(type: "TEXT", nullable: true),
                    dispatched_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "webhook_events",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<string>(type: "TEXT", nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    subscription_id = table.Column<string>(type: "TEXT", nullable: false),
                    outbox_event_id = table.Column<long>(type: "INTEGER", nullable: true),
                    job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    event_type = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    http_status_code = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_test = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_events", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    upstream = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agents", x => x.id);
                    table.ForeignKey(
                        name: "fk_agents_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "connections",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    adapter_version = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: true),
                    config = table.Column<string>(type: "TEXT", nullable: false),
                    secret_config = table.Column<string>(type: "TEXT", nullable: true),
                    private_link_endpoint_id = table.Column<string>(type: "TEXT", nullable: true),
                    is_ssh_tunnel_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    oauth_redirect_uri = table.Column<string>(type: "TEXT", nullable: true),
                    oauth_configuration_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_configured_for_native_oauth = table.Column<bool>(type: "INTEGER", nullable: true),
                    platform_metadata_credentials_id = table.Column<long>(type: "INTEGER", nullable: true),
                    analytics_credentials_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_by_id = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_connections", x => x.id);
                    table.ForeignKey(
                        name: "fk_connections_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "credentials",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    adapter_version = table.Column<string>(type: "TEXT", nullable: true),
                    adapter_id = table.Column<long>(type: "INTEGER", nullable: true),
                    target_name = table.Column<string>(type: "TEXT", nullable: false),
                    threads = table.Column<int>(type: "INTEGER", nullable: false),
                    schema = table.Column<string>(type: "TEXT", nullable: true),
                    username = table.Column<string>(type: "TEXT", nullable: true),
                    fields = table.Column<string>(type: "TEXT", nullable: false),
                    secret_fields = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credentials", x => x.id);
                    table.ForeignKey(
                        name: "fk_credentials_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "groups",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    assign_by_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    sso_mapping_groups = table.Column<string>(type: "TEXT", nullable: false),
                    scim_managed = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_groups", x => x.id);
                    table.ForeignKey(
                        name: "fk_groups_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    connection_id = table.Column<long>(type: "INTEGER", nullable: true),
                    repository_id = table.Column<long>(type: "INTEGER", nullable: true),
                    semantic_layer_config_id = table.Column<long>(type: "INTEGER", nullable: true),
                    dbt_project_subdirectory = table.Column<string>(type: "TEXT", nullable: true),
                    docs_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    freshness_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    type = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projects", x => x.id);
                    table.ForeignKey(
                        name: "fk_projects_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "repositories",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    full_name = table.Column<string>(type: "TEXT", nullable: true),
                    remote_url = table.Column<string>(type: "TEXT", nullable: true),
                    remote_backend = table.Column<string>(type: "TEXT", nullable: true),
                    git_clone_strategy = table.Column<string>(type: "TEXT", nullable: true),
                    deploy_key_id = table.Column<long>(type: "INTEGER", nullable: true),
                    deploy_public_key = table.Column<string>(type: "TEXT", nullable: true),
                    repository_credentials_id = table.Column<long>(type: "INTEGER", nullable: true),
                    github_installation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    github_webhook_id = table.Column<long>(type: "INTEGER", nullable: true),
                    github_repo = table.Column<string>(type: "TEXT", nullable: true),
                    private_link_endpoint_id = table.Column<string>(type: "TEXT", nullable: true),
                    git_provider_id = table.Column<long>(type: "INTEGER", nullable: true),
                    web_url = table.Column<string>(type: "TEXT", nullable: true),
                    pull_request_url_template = table.Column<string>(type: "TEXT", nullable: true),
                    default_branch = table.Column<string>(type: "TEXT", nullable: true),
                    gitlab = table.Column<string>(type: "TEXT", nullable: true),
                    is_private_link_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repositories", x => x.id);
                    table.ForeignKey(
                        name: "fk_repositories_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_tokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    uid = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", nullable: false),
                    token_hint = table.Column<string>(type: "TEXT", nullable: false),
                    metadata_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    webhooks_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true),
                    created_by_id = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_tokens_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhook_subscriptions",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<string>(type: "TEXT", nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    event_types = table.Column<string>(type: "TEXT", nullable: false),
                    job_ids = table.Column<string>(type: "TEXT", nullable: false),
                    client_url = table.Column<string>(type: "TEXT", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    hmac_secret = table.Column<string>(type: "TEXT", nullable: false),
                    dispatched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    http_status_code = table.Column<int>(type: "INTEGER", nullable: false),
                    consecutive_failures = table.Column<int>(type: "INTEGER", nullable: false),
                    deactivate_reason = table.Column<string>(type: "TEXT", nullable: true),
                    created_by = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_subscriptions", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_webhook_subscriptions_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    license_type = table.Column<string>(type: "TEXT", nullable: false),
                    scim_managed = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => x.id);
                    table.ForeignKey(
                        name: "fk_memberships_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_memberships_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "personal_tokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    uid = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", nullable: false),
                    token_hint = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true),
                    last_identify = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_personal_tokens_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_personal_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agent_grants",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    agent_id = table.Column<long>(type: "INTEGER", nullable: false),
                    capability = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    project_ids = table.Column<string>(type: "TEXT", nullable: false),
                    environment_ids = table.Column<string>(type: "TEXT", nullable: false),
                    job_ids = table.Column<string>(type: "TEXT", nullable: false),
                    project_pattern = table.Column<string>(type: "TEXT", nullable: true),
                    environment_pattern = table.Column<string>(type: "TEXT", nullable: true),
                    job_pattern = table.Column<string>(type: "TEXT", nullable: true),
                    rules = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_by = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_grants", x => x.id);
                    table.ForeignKey(
                        name: "fk_agent_grants_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agent_keys",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    agent_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    key_hash = table.Column<string>(type: "TEXT", nullable: false),
                    key_hint = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_keys", x => x.id);
                    table.ForeignKey(
                        name: "fk_agent_keys_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "group_members",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    group_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_group_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_group_members_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_group_members_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "group_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    group_id = table.Column<long>(type: "INTEGER", nullable: false),
                    permission_set = table.Column<string>(type: "TEXT", nullable: false),
                    permission_level = table.Column<int>(type: "INTEGER", nullable: true),
                    all_projects = table.Column<bool>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    writable_environment_categories = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_group_permissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_group_permissions_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "environment_variables",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: true),
                    job_definition_id = table.Column<long>(type: "INTEGER", nullable: true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    raw_value = table.Column<string>(type: "TEXT", nullable: true),
                    secret_value = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_environment_variables", x => x.id);
                    table.ForeignKey(
                        name: "fk_environment_variables_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "environments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    connection_id = table.Column<long>(type: "INTEGER", nullable: true),
                    credentials_id = table.Column<long>(type: "INTEGER", nullable: true),
                    repository_id = table.Column<long>(type: "INTEGER", nullable: true),
                    extended_attributes_id = table.Column<long>(type: "INTEGER", nullable: true),
                    primary_profile_id = table.Column<long>(type: "INTEGER", nullable: true),
                    dbt_version = table.Column<string>(type: "TEXT", nullable: false),
                    raw_dbt_version = table.Column<string>(type: "TEXT", nullable: true),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    deployment_type = table.Column<string>(type: "TEXT", nullable: true),
                    use_custom_branch = table.Column<bool>(type: "INTEGER", nullable: false),
                    custom_branch = table.Column<string>(type: "TEXT", nullable: true),
                    dbt_project_subdirectory = table.Column<string>(type: "TEXT", nullable: true),
                    supports_docs = table.Column<bool>(type: "INTEGER", nullable: false),
                    enable_model_query_history = table.Column<bool>(type: "INTEGER", nullable: false),
                    enable_dbt_state = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_by_id = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_environments", x => x.id);
                    table.ForeignKey(
                        name: "fk_environments_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "extended_attributes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extended_attributes", x => x.id);
                    table.ForeignKey(
                        name: "fk_extended_attributes_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_token_permissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    service_token_id = table.Column<long>(type: "INTEGER", nullable: false),
                    permission_set = table.Column<string>(type: "TEXT", nullable: false),
                    all_projects = table.Column<bool>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    writable_environment_categories = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_token_permissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_token_permissions_service_tokens_service_token_id",
                        column: x => x.service_token_id,
                        principalTable: "service_tokens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    dbt_version = table.Column<string>(type: "TEXT", nullable: true),
                    raw_dbt_version = table.Column<string>(type: "TEXT", nullable: true),
                    execute_steps = table.Column<string>(type: "TEXT", nullable: false),
                    deferring_environment_id = table.Column<long>(type: "INTEGER", nullable: true),
                    deferring_job_definition_id = table.Column<long>(type: "INTEGER", nullable: true),
                    threads = table.Column<int>(type: "INTEGER", nullable: false),
                    target_name = table.Column<string>(type: "TEXT", nullable: false),
                    timeout_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    generate_docs = table.Column<bool>(type: "INTEGER", nullable: false),
                    run_generate_sources = table.Column<bool>(type: "INTEGER", nullable: false),
                    run_compare_changes = table.Column<bool>(type: "INTEGER", nullable: false),
                    compare_changes_flags = table.Column<string>(type: "TEXT", nullable: false),
                    run_lint = table.Column<bool>(type: "INTEGER", nullable: false),
                    errors_on_lint_failure = table.Column<bool>(type: "INTEGER", nullable: false),
                    cost_optimization_features = table.Column<string>(type: "TEXT", nullable: false),
                    force_node_selection = table.Column<bool>(type: "INTEGER", nullable: false),
                    job_type = table.Column<string>(type: "TEXT", nullable: false),
                    triggers_github_webhook = table.Column<bool>(type: "INTEGER", nullable: false),
                    triggers_git_provider_webhook = table.Column<bool>(type: "INTEGER", nullable: true),
                    triggers_schedule = table.Column<bool>(type: "INTEGER", nullable: false),
                    triggers_on_merge = table.Column<bool>(type: "INTEGER", nullable: false),
                    triggers_on_draft_pr = table.Column<bool>(type: "INTEGER", nullable: false),
                    schedule_date_type = table.Column<string>(type: "TEXT", nullable: false),
                    schedule_days = table.Column<string>(type: "TEXT", nullable: false),
                    schedule_cron = table.Column<string>(type: "TEXT", nullable: true),
                    schedule_time_type = table.Column<string>(type: "TEXT", nullable: false),
                    schedule_interval = table.Column<int>(type: "INTEGER", nullable: true),
                    schedule_hours = table.Column<string>(type: "TEXT", nullable: false),
                    completion_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    completion_project_id = table.Column<long>(type: "INTEGER", nullable: true),
                    completion_statuses = table.Column<string>(type: "TEXT", nullable: false),
                    lifecycle_webhooks = table.Column<bool>(type: "INTEGER", nullable: false),
                    lifecycle_webhooks_url = table.Column<string>(type: "TEXT", nullable: true),
                    is_system = table.Column<bool>(type: "INTEGER", nullable: false),
                    run_failure_count = table.Column<int>(type: "INTEGER", nullable: false),
                    deactivated = table.Column<bool>(type: "INTEGER", nullable: false),
                    most_recent_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    most_recent_completed_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_jobs_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_jobs_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "run_triggers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    job_definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    cause_category = table.Column<string>(type: "TEXT", nullable: false),
                    git_branch = table.Column<string>(type: "TEXT", nullable: true),
                    git_sha = table.Column<string>(type: "TEXT", nullable: true),
                    github_pull_request_id = table.Column<long>(type: "INTEGER", nullable: true),
                    gitlab_merge_request_id = table.Column<long>(type: "INTEGER", nullable: true),
                    azure_pull_request_id = table.Column<long>(type: "INTEGER", nullable: true),
                    non_native_pull_request_id = table.Column<long>(type: "INTEGER", nullable: true),
                    schema_override = table.Column<string>(type: "TEXT", nullable: true),
                    dbt_version_override = table.Column<string>(type: "TEXT", nullable: true),
                    threads_override = table.Column<int>(type: "INTEGER", nullable: true),
                    target_name_override = table.Column<string>(type: "TEXT", nullable: true),
                    generate_docs_override = table.Column<bool>(type: "INTEGER", nullable: true),
                    timeout_seconds_override = table.Column<int>(type: "INTEGER", nullable: true),
                    steps_override = table.Column<string>(type: "TEXT", nullable: true),
                    parent_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_triggers", x => x.id);
                    table.ForeignKey(
                        name: "fk_run_triggers_jobs_job_definition_id",
                        column: x => x.job_definition_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    job_definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    trigger_id = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    status_message = table.Column<string>(type: "TEXT", nullable: true),
                    dbt_version = table.Column<string>(type: "TEXT", nullable: true),
                    git_branch = table.Column<string>(type: "TEXT", nullable: true),
                    git_sha = table.Column<string>(type: "TEXT", nullable: true),
                    owner_thread_id = table.Column<string>(type: "TEXT", nullable: true),
                    executed_by_thread_id = table.Column<string>(type: "TEXT", nullable: true),
                    deferring_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    retrying_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    retry_from_step = table.Column<int>(type: "INTEGER", nullable: true),
                    artifacts_saved = table.Column<bool>(type: "INTEGER", nullable: false),
                    artifact_s3path = table.Column<string>(type: "TEXT", nullable: true),
                    has_docs_generated = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_sources_generated = table.Column<bool>(type: "INTEGER", nullable: false),
                    notifications_sent = table.Column<bool>(type: "INTEGER", nullable: false),
                    used_repo_cache = table.Column<bool>(type: "INTEGER", nullable: false),
                    commands = table.Column<string>(type: "TEXT", nullable: false),
                    generate_docs = table.Column<bool>(type: "INTEGER", nullable: false),
                    generate_sources = table.Column<bool>(type: "INTEGER", nullable: false),
                    threads = table.Column<int>(type: "INTEGER", nullable: false),
                    target_name = table.Column<string>(type: "TEXT", nullable: false),
                    timeout_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    blocked_by = table.Column<string>(type: "TEXT", nullable: false),
                    should_start_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dequeued_at = table.Column<long>(type: "INTEGER", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_heartbeat_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cancel_requested_at = table.Column<long>(type: "INTEGER", nullable: true),
                    trigger_actor_type = table.Column<string>(type: "TEXT", nullable: true),
                    trigger_actor_id = table.Column<string>(type: "TEXT", nullable: true),
                    trigger_actor_name = table.Column<string>(type: "TEXT", nullable: true),
                    cancel_actor_type = table.Column<string>(type: "TEXT", nullable: true),
                    cancel_actor_id = table.Column<string>(type: "TEXT", nullable: true),
                    cancel_actor_name = table.Column<string>(type: "TEXT", nullable: true),
                    process_id = table.Column<int>(type: "INTEGER", nullable: true),
                    process_start_ticks = table.Column<long>(type: "INTEGER", nullable: true),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_runs_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_runs_jobs_job_definition_id",
                        column: x => x.job_definition_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_runs_run_triggers_trigger_id",
                        column: x => x.trigger_id,
                        principalTable: "run_triggers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "artifacts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_artifacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_artifacts_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "run_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    index = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    command = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    log_path = table.Column<string>(type: "TEXT", nullable: false),
                    debug_log_path = table.Column<string>(type: "TEXT", nullable: false),
                    exit_code = table.Column<int>(type: "INTEGER", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_run_steps_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_identifier",
                table: "accounts",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_grants_agent_id",
                table: "agent_grants",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_keys_agent_id",
                table: "agent_keys",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_keys_key_hash",
                table: "agent_keys",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agents_account_id_state_id",
                table: "agents",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_artifacts_run_id_path_step",
                table: "artifacts",
                columns: new[] { "run_id", "path", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_connections_account_id_state_id",
                table: "connections",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_credentials_account_id_project_id_state_id",
                table: "credentials",
                columns: new[] { "account_id", "project_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_environment_variables_project_id_name",
                table: "environment_variables",
                columns: new[] { "project_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_environments_account_id_state_id",
                table: "environments",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_environments_project_id_state_id",
                table: "environments",
                columns: new[] { "project_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_extended_attributes_project_id",
                table: "extended_attributes",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_group_members_group_id_user_id",
                table: "group_members",
                columns: new[] { "group_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_group_members_user_id",
                table: "group_members",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_group_permissions_group_id",
                table: "group_permissions",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_groups_account_id_state_id",
                table: "groups",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_account_id_name",
                table: "jobs",
                columns: new[] { "account_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_account_id_state_id",
                table: "jobs",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_completion_job_id",
                table: "jobs",
                column: "completion_job_id");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_environment_id_state_id",
                table: "jobs",
                columns: new[] { "environment_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_project_id_state_id",
                table: "jobs",
                columns: new[] { "project_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_memberships_account_id_user_id",
                table: "memberships",
                columns: new[] { "account_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_user_id",
                table: "memberships",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_handled_at",
                table: "outbox_events",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_run_id",
                table: "outbox_events",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_tokens_account_id_user_id_state_id",
                table: "personal_tokens",
                columns: new[] { "account_id", "user_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_tokens_token_hash",
                table: "personal_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_personal_tokens_user_id",
                table: "personal_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_projects_account_id_name",
                table: "projects",
                columns: new[] { "account_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_account_id_state_id",
                table: "projects",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_repositories_account_id_state_id",
                table: "repositories",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_repositories_project_id",
                table: "repositories",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_run_steps_run_id_index",
                table: "run_steps",
                columns: new[] { "run_id", "index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_run_triggers_job_definition_id",
                table: "run_triggers",
                column: "job_definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_created_at",
                table: "runs",
                columns: new[] { "account_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_finished_at",
                table: "runs",
                columns: new[] { "account_id", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_id",
                table: "runs",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_status_id",
                table: "runs",
                columns: new[] { "account_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_environment_id_id",
                table: "runs",
                columns: new[] { "environment_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_job_definition_id_id",
                table: "runs",
                columns: new[] { "job_definition_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_project_id_id",
                table: "runs",
                columns: new[] { "project_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_retrying_run_id",
                table: "runs",
                column: "retrying_run_id");

            migrationBuilder.CreateIndex(
                name: "ix_runs_trigger_id",
                table: "runs",
                column: "trigger_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_token_permissions_service_token_id",
                table: "service_token_permissions",
                column: "service_token_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_tokens_account_id_state_id",
                table: "service_tokens",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_tokens_token_hash",
                table: "service_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_email",
                table: "users",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_dispatched_at",
                table: "webhook_deliveries",
                column: "dispatched_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_event_id_sequence",
                table: "webhook_deliveries",
                columns: new[] { "event_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_id",
                table: "webhook_deliveries",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_id",
                table: "webhook_events",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_outbox_event_id_subscription_id_event_type",
                table: "webhook_events",
                columns: new[] { "outbox_event_id", "subscription_id", "event_type" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_status_next_attempt_at",
                table: "webhook_events",
                columns: new[] { "status", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_subscription_id_sequence",
                table: "webhook_events",
                columns: new[] { "subscription_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_subscriptions_account_id_state_sequence",
                table: "webhook_subscriptions",
                columns: new[] { "account_id", "state", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_subscriptions_id",
                table: "webhook_subscriptions",
                column: "id",
                unique: true);

            foreach (var statement in CounterTriggers.Sqlite())
            {
                migrationBuilder.Sql(statement);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_grants");

            migrationBuilder.DropTable(
                name: "agent_keys");

            migrationBuilder.DropTable(
                name: "artifacts");

            migrationBuilder.DropTable(
                name: "connections");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "credentials");

            migrationBuilder.DropTable(
                name: "environment_variables");

            migrationBuilder.DropTable(
                name: "extended_attributes");

            migrationBuilder.DropTable(
                name: "group_members");

            migrationBuilder.DropTable(
                name: "group_permissions");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "outbox_events");

            migrationBuilder.DropTable(
                name: "personal_tokens");

            migrationBuilder.DropTable(
                name: "repositories");

            migrationBuilder.DropTable(
                name: "run_steps");

            migrationBuilder.DropTable(
                name: "service_token_permissions");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhook_events");

            migrationBuilder.DropTable(
                name: "webhook_subscriptions");

            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropTable(
                name: "groups");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "service_tokens");

            migrationBuilder.DropTable(
                name: "run_triggers");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "environments");

            migrationBuilder.DropTable(
                name: "projects");

            migrationBuilder.DropTable(
                name: "accounts");
        }
    }
}
