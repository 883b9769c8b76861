using Phalanx.Analysis.Replays;

namespace Phalanx.Analysis.Tests.Replays;

public class PackedTextTests
{
    [Theory]
    [InlineData("const a = 1, b = [2, 3];\n// a comment\nconst c = a + b;\n", "const a=1,b=[2,3];const c=a+b;")]
    [InlineData("f(a, // one\n  b);", "f(a,b);")]
    [InlineData("if (a) {\n  b();\n}\nc();", "if(a){b();}\nc();")]
    [InlineData("return a\n  .b();", "return a.b();")]
    [InlineData("a + +b - -c;", "a+ +b- -c;")]
    [InlineData("const s = \"a  //  b\";", "const s=\"a  //  b\";")]
    [InlineData("const s = 'it\\'s  one';", "const s='it\\'s  one';")]
    [InlineData("x = `a  ${ b + { c: `d  ${e}` }.c }  f`;", "x=`a  ${b+{c:`d  ${e}`}.c}  f`;")]
    [InlineData("case \"a\": return x in y;", "case \"a\":return x in y;")]
    [InlineData("a = b\nc = d\n", "a=b\nc=d")]
    public void A_script_keeps_what_means_something(string script, string packed) => Assert.Equal(packed, PackedText.OfScript(script).Trim());

    [Theory]
    [InlineData("a {\n  color: red;\n  margin: 0 1px;\n}\n", "a{color:red;margin:0 1px}")]
    [InlineData("a > b, c .d:hover { x: y; }", "a > b,c .d:hover{x:y}")]
    [InlineData("@media (max-width: 9px) {\n  .p + .p { a: calc(1px + 2px); }\n}", "@media (max-width:9px){.p + .p{a:calc(1px + 2px)}}")]
    public void A_style_keeps_what_means_something(string style, string packed) => Assert.Equal(packed, PackedText.OfStyle(style));
}
