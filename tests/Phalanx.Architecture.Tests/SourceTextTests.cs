namespace Phalanx.Architecture.Tests;

public class SourceTextTests
{
    [Theory]
    [InlineData("internal sealed unsafe class C", true)]
    [InlineData("fixed (byte* p = bytes)", true)]
    [InlineData("ref int r = ref Unsafe.Add(ref first, 3);", true)]
    [InlineData("ref int r = ref MemoryMarshal.GetReference(span);", true)]
    [InlineData("int size = Unsafe.SizeOf<int>();", false)]
    [InlineData("// nothing unsafe here", false)]
    [InlineData("/* fixed (in\n two lines) */ int x;", false)]
    [InlineData("string s = \"unsafe\"; char c = '\"';", false)]
    [InlineData("string s = \"\"\"say \"unsafe\" twice\"\"\"; ", false)]
    [InlineData("string s = @\"c:\\\"; unsafe { }", true)]
    [InlineData("string s = \"\\\"\"; unsafe { }", true)]
    [InlineData("char c = '\"'; unsafe { } char d = '\"';", true)]
    [InlineData("int fixedSize = Prefixed(3);", false)]
    public void Unsafe_code_is_told_from_talk_of_it(string code, bool isUnsafe) => Assert.Equal(isUnsafe, SourceText.IsUnsafe(code));

    [Fact]
    public void An_identifier_falls_into_its_words() =>
        Assert.Equal(["hidden", "state", "of", "gru", "cell", "x", "next"], SourceText.Words("HiddenState of GRUCell; _x2 = next"));

    [Theory]
    [InlineData("using A;\nnamespace Phalanx.Learning.Agents;\n", "Phalanx.Learning.Agents")]
    [InlineData("// namespace Phalanx\nreturn 1;", null)]
    public void The_namespace_of_a_file_is_what_it_declares(string code, string? expected) => Assert.Equal(expected, SourceText.Namespace(code));

    [Theory]
    [InlineData("using Phalanx.Learning.Agents;")]
    [InlineData("global using static Phalanx.Learning.Agents.Names;")]
    [InlineData("using Other = Phalanx.Learning.Agents.Other;")]
    [InlineData("namespace Phalanx.X; var x = new Phalanx.Learning.Agents.Other();")]
    public void A_namespace_is_mentioned_by_a_using_and_by_a_qualified_name(string code) =>
        Assert.Contains("Phalanx.Learning.Agents", SourceText.Mentions(code));

    [Theory]
    [InlineData("namespace Phalanx.Learning.Agents;")]
    [InlineData("// Phalanx.Learning.Agents")]
    [InlineData("using Phalanx.Learning.AgentsOfOthers;")]
    public void A_declaration_or_a_comment_mentions_no_namespace(string code) =>
        Assert.DoesNotContain("Phalanx.Learning.Agents", SourceText.Mentions(code));

    [Fact]
    public void Identifiers_are_whole_and_stand_in_no_comment() =>
        Assert.Equal(["var", "_sightOf", "Sight", "x1"], SourceText.Identifiers("var _sightOf = Sight + x1; // Moment\n\"Think\""));

    [Theory]
    [InlineData("public sealed record Team(int Agents);", true)]
    [InlineData("public TeamShape Team { get; } // class Team", false)]
    [InlineData("class TeamShape", false)]
    public void A_type_is_declared_under_its_whole_name(string code, bool declares) => Assert.Equal(declares, SourceText.DeclaresType(code, "Team"));
}
