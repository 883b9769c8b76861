namespace Phalanx.Environments.Tests;

public sealed class RegisteredFilesTests
{
    public static TheoryData<string> BuiltIns => [.. EnvironmentRegistry.WithBuiltIns().Names];

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Every_built_in_environment_has_its_source_its_tests_and_its_page(string name) =>
        Assert.Empty(RegisteredFiles.Missing(EnvironmentRegistry.WithBuiltIns()[name], RegisteredFiles.Repository));

    [Fact]
    public void A_name_without_its_files_is_refused()
    {
        EnvironmentRegistry registry = new();
        registry.Register("new-game", "a game without files", () => new Corridor());

        Assert.Equal(
            [
                "there is no NewGame.cs under src/Phalanx.Environments",
                "there is no NewGameTests.cs under tests/Phalanx.Environments.Tests",
                "there is no docs/environments/new-game.md",
            ],
            RegisteredFiles.Missing(registry["new-game"], RegisteredFiles.Repository));
    }

    [Fact]
    public void A_page_must_name_the_environment()
    {
        using TemporaryFolder folder = new();
        EnvironmentRegistry registry = new();
        registry.Register("new-game", "a game with files", () => new Corridor());
        folder.Write("src/Phalanx.Environments/Games/NewGame.cs", "");
        folder.Write("tests/Phalanx.Environments.Tests/NewGameTests.cs", "");
        folder.Write("docs/environments/new-game.md", "# Another game");
        Assert.Equal(
            ["docs/environments/new-game.md does not name `new-game`"], RegisteredFiles.Missing(registry["new-game"], folder.Path));

        folder.Write("docs/environments/new-game.md", "# A new game, `new-game`");
        Assert.Empty(RegisteredFiles.Missing(registry["new-game"], folder.Path));
    }
}
