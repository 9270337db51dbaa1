using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ColumnLineage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "columns_version",
                table: "metadata_environments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "metadata_columns",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unique_id = table.Column<string>(type: "TEXT", nullable: false),
                    checksum = table.Column<string>(type: "TEXT", nullable: false),
                    columns = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_columns", x => x.id);
                    table.ForeignKey(
                        name: "fk_metadata_columns_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_metadata_columns_environment_id_unique_id",
                table: "metadata_columns",
                columns: new[] { "environment_id", "unique_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "metadata_columns");

            migrationBuilder.DropColumn(
                name: "columns_version",
                table: "metadata_environments");
        }
    }
}
