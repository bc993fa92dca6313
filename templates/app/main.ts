import { App } from 'cdktf';
import { RestoreStack } from './stack';

const app = new App();
new RestoreStack(app, 'staging');
app.synth();
