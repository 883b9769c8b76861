namespace Phalanx.Packages.Tests;

/// <summary>What <c>.ci/release</c> refuses, in a repository of the test's own.</summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly TemporaryFolder _repository = new();

    public ReleaseTests()
    {
        File.Copy(RepositoryRoot.At(".ci/release"), Directory.CreateDirectory(_repository.At(".ci")).FullName + "/release");
        _repository.Write("CHANGELOG.md", "# Changelog\n\n## [1.2.3]\n\n## [1.2.3-beta.1]\n");
        _repository.Write(".gitignore", "release/\n");
        Git("init", "--quiet");
        Git("add", ".");
        Commit("first");
    }

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("v1.2")]
    [InlineData("v1.02.3")]
    [InlineData("v1.2.3.4")]
    [InlineData("v1.2.3-")]
    [InlineData("v1.2.3-01")]
    [InlineData("v1.2.3-beta..1")]
    [InlineData("v1.2.3+build")]
    [InlineData("v1.2.3; true")]
    public void A_tag_that_is_not_SemVer_is_refused(string tag) =>
        AssertRefused($"error: '{tag}' is no tag of a release; one looks like v1.2.3 or v1.2.3-beta.1", tag);

    [Fact]
    public void A_tag_that_does_not_exist_is_refused() => AssertRefused("error: there is no tag 'v1.2.3'; make it with: git tag v1.2.3", "v1.2.3");

    [Fact]
    public void The_tag_of_another_commit_is_refused()
    {
        Git("tag", "v1.2.3");
        Commit("second", "--allow-empty");
        AssertRefused("error: 'v1.2.3' is the tag of another commit; check it out first: git checkout v1.2.3", "v1.2.3");
    }

    [Fact]
    public void Files_that_differ_are_refused()
    {
        Git("tag", "v1.2.3");
        _repository.Write("new.txt", "");
        AssertRefused("error: files differ from the commit of 'v1.2.3'; git status lists them", "v1.2.3");
    }

    [Fact]
    public void A_version_that_the_changelog_does_not_tell_of_is_refused()
    {
        Git("tag", "v1.2.4");
        AssertRefused("error: CHANGELOG.md has no part '## [1.2.4]'", "v1.2.4");
    }

    [Fact]
    public void A_folder_that_exists_is_refused()
    {
        Git("tag", "v1.2.3-beta.1");
        Directory.CreateDirectory(_repository.At("release"));
        AssertRefused("error: 'release' exists; a release begins with an empty folder", "v1.2.3-beta.1");
    }

    [Fact]
    public void Without_a_tag_it_says_what_it_needs() => AssertRefused("error: one tag is needed, as in .ci/release v1.2.3, and a folder may follow");

    private void AssertRefused(string sentence, params string[] arguments)
    {
        ProgramResult result = ProgramResult.Of("bash", _repository.Path, [".ci/release", .. arguments]);
        Assert.Equal((2, "", sentence), (result.ExitCode, result.Output, result.Error.TrimEnd()));
    }

    private void Commit(string message, params string[] more) =>
        Git(["-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", message, .. more]);

    private void Git(params string[] arguments) => ProgramResult.Of("git", _repository.Path, arguments).MustEndWell();
}
